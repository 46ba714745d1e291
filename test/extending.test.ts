/** "What I touch to add …" in ARCHITECTURE.md: no row is longer than four places, they exist, and things are registered there alone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pivots } from '../client/src/matrix/webview/table';
import { formats as checkFormats } from '../server/src/cli/formats';
import { pageFormats as printedFormats } from '../server/src/cli/formats/page';
import { yamlFormats } from '../server/src/core/declared';
import { functions } from '../server/src/core/eval/functions';
import { matrixFile, pageFormats } from '../server/src/core/features/report';
import { fieldSchemas } from '../server/src/core/live/file/file-fields';
import { questions } from '../server/src/core/live/questions/questions';
import { rules } from '../server/src/core/rules';
import { fileFormats } from '../server/src/protocol';

const root = resolve(import.meta.dirname, '..');
const sources = ['server/src', 'client/src'].flatMap(filesIn).filter((path) => path.endsWith('.ts'));

const [, section = ''] = /^## 11\.[^\n]*\n([\s\S]*?)^## /m.exec(textOf('ARCHITECTURE.md')) ?? [];
const table = new Map(
  [...section.matchAll(/^\| (an? .*?) \| (.*) \|$/gm)].map(([, what = '', places = '']) => [what, placesIn(places)]),
);

function placesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([\w-]+\/[^`]+)`/g)].map(([, place = '']) => place);
}

function placesOf(what: string): readonly string[] {
  const places = table.get(what) ?? [];
  expect(places.length, what).toBeGreaterThan(0);
  return places;
}

/** The files of the row for what has this name, without those that are not there. */
function missingFor(what: string, placeholder: string, name: string): readonly string[] {
  const own = placesOf(what).map((place) => place.replaceAll(placeholder, name));
  return own.filter((place) => !place.includes('<') && !existsSync(join(root, place)));
}

describe('ARCHITECTURE.md', () => {
  it('names files and folders that there are', () => {
    const named = [...textOf('ARCHITECTURE.md').matchAll(/`([\w-]+(?:\/[\w.-]+)+\/?|[\w-]+\.ts)`/g)].map(
      ([, it = '']) => it,
    );
    const bases = ['', 'server/src', 'server/src/core', 'server/src/core/declared'];
    const places = named.filter((name) => !isRequest(name));
    expect(places.length).toBeGreaterThan(30);
    expect(places.filter((name) => !bases.some((base) => existsSync(join(root, base, name))))).toEqual([]);
  });
});

/** `idc/focus` is a message between client and server, `origin/HEAD` a branch. */
function isRequest(name: string): boolean {
  return /^(idc|origin)\//.test(name);
}

describe('The table of places', () => {
  it('has a row for whatever is often added', () => {
    expect([...table.keys()]).toEqual([
      'a rule',
      'a setting',
      'a Terraform function',
      'a YAML format',
      'an AWS call',
      'a field of the snapshot',
      'an output format of reports',
      'an output format of `idc check`',
      'a matrix column',
      'a wording',
    ]);
  });

  it.each([...table])('for %s has four places at most, and all of them exist', (_, places) => {
    expect(places.length).toBeLessThanOrEqual(4);
    expect(places.filter((place) => !exists(place))).toEqual([]);
  });
});

describe('What the table says is true', () => {
  it.each(rules.map(({ name }) => name))('of the rule %s', (name) => {
    expect(missingFor('a rule', '<rule>', name)).toEqual([]);
  });

  it.each(yamlFormats.map(({ name }) => name))('of the YAML format %s', (name) => {
    expect(missingFor('a YAML format', '<format>', name)).toEqual([]);
  });

  it('of Terraform’s functions: each is an entry of one family', async () => {
    const paths = filesIn('server/src/core/eval/functions').filter((path) => !path.endsWith('/index.ts'));
    const modules: readonly object[] = await Promise.all(
      paths.map((path) => import(/* @vite-ignore */ join(root, path))),
    );
    const families = modules.map((it) => Object.values(it).filter((table) => typeof table === 'object' && table));
    const homes = (name: string) => families.filter((tables) => tables.some((table) => Object.hasOwn(table, name)));
    expect(Object.keys(functions).filter((name) => homes(name).length !== 1)).toEqual([]);
  });

  it.each(Object.keys(questions))('of the AWS call "%s": one sender', (kind) => {
    const services = sources.filter((path) => path.startsWith('server/src/host/aws/'));
    const tables = services.flatMap((path) => /const \w+Senders = \{\n([\s\S]*?)^\}/m.exec(textOf(path))?.[1] ?? []);
    const senders = tables.filter((text) => new RegExp(`^ {2}'?${kind}'?[:,]`, 'm').test(text));
    expect(senders).toHaveLength(1);
  });

  it.each(Object.keys(fieldSchemas))('of the field of a snapshot "%s": the file has it in its row alone', (name) => {
    const paths = sources.filter((path) => /core\/live\/(.*\/)?(encode|decode|snapshot-file)\.ts$/.test(path));
    expect(paths).toHaveLength(3);
    const files = paths.map(textOf);
    expect(files.filter((text) => hasKey(text, name))).toEqual([]);
  });

  it('of output formats: everybody takes them from the tables', () => {
    const exported = fileFormats.map(({ format }) => format);
    expect(new Set(printedFormats)).toEqual(new Set([...pageFormats, 'json']));
    expect(new Set(exported.filter((it) => it !== 'csv' && it !== 'json'))).toEqual(
      new Set(pageFormats.filter((it) => it !== 'text')),
    );
    const naming = sources.filter((path) => /'html'|^ {2}html: |'junit'|^ {2}junit\b/m.test(codeOf(path)));
    expect(naming).toEqual([
      'server/src/cli/formats/index.ts',
      'server/src/core/features/report/formats.ts',
      'server/src/protocol/file-formats.ts',
    ]);
    expect(Object.keys(checkFormats)).toContain('junit');
  });

  it('of the matrix: one list of columns for both files, one list of pivots', () => {
    const chip = { name: 'Reader', status: 'both' } as const;
    const cells = [{ account: 0, permissionSets: [chip] }];
    const principals = [{ type: 'group', name: 'analysts', cells }] as const;
    const matrix = { accounts: [{ id: '111122223333' }], principals, legend: [], notes: [] };
    const [header = ''] = matrixFile(matrix, 'csv', String).text.split('\r\n');
    const [grant] = JSON.parse(matrixFile(matrix, 'json', String).text).grants;
    expect(header.split(',')).toHaveLength(Object.keys(grant).length + 1); // And when it was read.
    const naming = sources.filter((path) => pivots.some(({ pivot }) => codeOf(path).includes(`'${pivot}'`)));
    expect(naming).toEqual(['client/src/matrix/webview/table.ts']);
  });

  it('of wordings: each family of reasons has a file of sentences of its name', () => {
    const families = filesIn('server/src/core/reasons').filter((path) => !path.endsWith('/index.ts'));
    const sentences = families.map((path) => path.replace('/reasons/', '/wording/'));
    expect(sentences.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

/** As a key of an object: `name:`, `'name':` or the shorthand in a line of its own. */
function hasKey(text: string, name: string): boolean {
  return new RegExp(`^\\s+'?${name}'?(:|,$)|[{,] '?${name}'?: `, 'm').test(text);
}

/** `<name>` stands for some name. */
function exists(place: string): boolean {
  if (!place.includes('<')) return existsSync(join(root, place));
  const pattern = new RegExp(`^${place.replaceAll(/<\w+>/g, '[\\w-]+').replaceAll('.', '\\.')}$`);
  return filesIn(place.slice(0, place.indexOf('<')).replace(/\/[^/]*$/, '')).some((path) => pattern.test(path));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.\w+$/.test(path))
    .toSorted();
}

function codeOf(path: string): string {
  return textOf(path).replaceAll(/\/\*[\s\S]*?\*\//g, '');
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
