/**
 * Records Terraform's own plan into the pages: `npx tsx test/eval/configuration/record.ts [--plugins FOLDER] [--only TEXT]`.
 *
 * Sections without AWS resources are planned as they are, and so are those that tell the provider to stay offline. The
 * others run under `terraform test` with a mocked AWS
 * provider, which needs the provider's plugin in FOLDER (or TERRAFORM_PLUGINS); without it they are left as they were.
 * A section Terraform refuses to plan gets no record, and its reason is printed.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Planned, writePlanned } from './agreement';
import { evaluateFiles } from './evaluate';
import { readPage, type Section, withFence } from './page';

const { values } = parseArgs({ options: { plugins: { type: 'string' }, only: { type: 'string' } } });
const plugins = values.plugins ?? process.env.TERRAFORM_PLUGINS;
const mockedRun = `mock_provider "aws" {
  mock_data "aws_ssoadmin_instances" {
    defaults = { arns = ["arn:aws:sso:::instance/ssoins-1"], identity_store_ids = ["d-1"] }
  }
}
run "plan" {
  command = plan
}
`;
const pages = join(import.meta.dirname, 'pages');

for (const name of readdirSync(pages)) {
  const path = join(pages, name);
  for (const { title } of readPage(readFileSync(path, 'utf8')).sections) {
    if (values.only === undefined || `${name} ${title}`.includes(values.only)) recordSection(path, title);
  }
}

function recordSection(path: string, title: string) {
  const text = readFileSync(path, 'utf8');
  const section = readPage(text).sections.find((it) => it.title === title);
  if (!section) return;
  const kind = kindOf([...section.files.values()].join('\n'));
  if (kind !== 'plain' && plugins === undefined) return say(title, 'not run: no plugin folder given');
  if ([...section.files.keys()].some((file) => /\.tofu/.test(file))) return say(title, 'not run: OpenTofu only');
  const roots = evaluateFiles(section.files, section.options).roots;
  const [root] = roots;
  if (!root || roots.length > 1) return say(title, 'not run: several roots');
  const folder = mkdtempSync(join(tmpdir(), 'idc-record-'));
  try {
    const plan = planOf(section, folder, join(folder, root.path), kind);
    const current = readFileSync(path, 'utf8');
    const target = readPage(current).sections.find((it) => it.title === title) ?? section;
    writeFileSync(path, withFence(current, target, 'terraform', writePlanned(plan)));
    say(title, `${plan.length} resources`);
  } catch (error) {
    say(title, `no record: ${reasonOf(error)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `offline`: the provider is told not to ask AWS, so what it computes by itself is computed by itself. */
type Kind = 'plain' | 'offline' | 'mocked';

function kindOf(text: string): Kind {
  if (!/"aws_/.test(text)) return 'plain';
  return /skip_credentials_validation/.test(text) ? 'offline' : 'mocked';
}

function say(title: string, outcome: string) {
  process.stdout.write(`${title}: ${outcome}\n`);
}

function reasonOf(error: unknown): string {
  const output =
    error instanceof Error && 'stderr' in error
      ? `${error.stderr}${'stdout' in error ? error.stdout : ''}`
      : String(error);
  const summary = /"summary":"([^"]*)","detail":"([^"]*)"/.exec(output);
  if (summary) return `${summary[1]}: ${summary[2]}`;
  return /Error: (.*)/.exec(output)?.[1] ?? output.slice(-200);
}

function planOf(section: Section, folder: string, root: string, kind: Kind): readonly Planned[] {
  for (const [path, text] of section.files) {
    // What `terraform init` makes is made anew; the record must not lean on the page's own copy.
    if (path.includes('.terraform/')) throw new Error('it brings downloaded modules');
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { varFiles = [], workspace } = section.options as { varFiles?: readonly string[]; workspace?: string };
  const options = varFiles.map((path) => `-var-file=${join(folder, path)}`);
  if (kind === 'mocked') return mockedPlan(root, options);
  return plainPlan(root, kind, { options, workspace });
}

type Running = { readonly options: readonly string[]; readonly workspace: string | undefined };

function plainPlan(root: string, kind: Kind, { options, workspace }: Running): readonly Planned[] {
  terraform(root, ['init', '-input=false', ...(kind === 'offline' ? [`-plugin-dir=${plugins}`] : [])]);
  if (workspace !== undefined) terraform(root, ['workspace', 'new', workspace]);
  terraform(root, ['plan', '-input=false', '-out=it.plan', ...options]);
  return resourcesOf(JSON.parse(terraform(root, ['show', '-json', 'it.plan'])) as Plan);
}

function mockedPlan(root: string, options: readonly string[]): readonly Planned[] {
  writeFileSync(join(root, 'record.tftest.hcl'), mockedRun);
  terraform(root, ['init', '-input=false', `-plugin-dir=${plugins}`]);
  const output = terraform(root, ['test', '-json', '-verbose', ...options]);
  for (const line of output.split('\n').filter((it) => it.startsWith('{'))) {
    const message = JSON.parse(line) as { readonly type?: string; readonly test_plan?: Plan };
    if (message.type === 'test_plan' && message.test_plan) return resourcesOf(message.test_plan);
  }
  throw new Error('terraform test printed no plan');
}

/** The part of Terraform's JSON plan we read (developer.hashicorp.com/terraform/internals/json-format). */
type Plan = { readonly resource_changes?: readonly Change[] };
type Change = {
  readonly address: string;
  readonly mode: string;
  readonly change: { readonly after: Record<string, unknown> | null };
};

function resourcesOf(plan: Plan): readonly Planned[] {
  const managed = (plan.resource_changes ?? []).filter((it) => it.mode === 'managed');
  return managed.map(({ address, change }) => ({ address, values: change.after ?? {} }));
}

function terraform(folder: string, args: readonly string[]): string {
  const [command = '', ...rest] = args;
  const env = { ...process.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
  return execFileSync('terraform', [`-chdir=${folder}`, command, ...rest], {
    encoding: 'utf8',
    env,
    stdio: 'pipe',
    timeout: 400_000,
    // A mocked plan brings the provider's whole schema along, some 15 MB of it.
    maxBuffer: 256 * 1024 * 1024,
  });
}
