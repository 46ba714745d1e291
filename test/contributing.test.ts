/** What CONTRIBUTING.md tells newcomers to run, to touch and to keep to is true of the tree. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functions } from '../server/src/core/eval/functions';
import { rules } from '../server/src/core/rules';
import { settings } from '../server/src/protocol';
import { editor, integration, isolated } from '../vitest.config';

const root = resolve(import.meta.dirname, '..');
const page = textOf('CONTRIBUTING.md');
const { scripts } = JSON.parse(textOf('package.json'));

/** What stands in backticks, and what is indented as code. */
const quoted = [...page.matchAll(/`([^`\n]+)`|^ {4}(\S.*)$/gm)].map(([, inline, block]) => inline ?? block ?? '');

describe('CONTRIBUTING.md', () => {
  it('names commands that there are', () => {
    const named = quoted.flatMap((text) => /(?:^|\s)npm (?:run )?([\w:-]+)/.exec(text)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in scripts) && name !== 'ci')).toEqual([]);
  });

  it('names files and folders that there are', () => {
    const places = quoted.filter(
      (text) => /^[\w.-]+(\/[\w.<>-]*)+$|^[\w-]+\.(md|json|ts)$/.test(text) && !text.includes('<'),
    );
    expect(places.length).toBeGreaterThan(10);
    expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([]);
  });

  it('names stages of npm test that there are', () => {
    const [, stages = ''] = /`npm test -- ([\w -]+)`/.exec(page) ?? [];
    const known = textOf('scripts/test.mjs');
    expect(stages.split(' ').filter((name) => !known.includes(`{ name: '${name}'`))).toEqual([]);
  });
});

describe('npm ci', () => {
  const lock = textOf('package-lock.json');
  const packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>> =
    JSON.parse(lock).packages;

  it('finds every platform’s packages in the lockfile', () => {
    const optional = Object.values(packages).flatMap((it) => Object.keys(it.optionalDependencies ?? {}));
    const locked = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
    expect(optional.length).toBeGreaterThan(50);
    expect(optional.filter((name) => !locked.has(name))).toEqual([]);
  });

  it('is told no addresses, so that any registry serves', () => {
    expect(lock).not.toContain('"resolved"');
  });
});

describe('VS Code', () => {
  const { configurations } = JSON.parse(textOf('.vscode/launch.json'));
  const tasks: readonly { readonly label: string; readonly script?: string; readonly dependsOn?: readonly string[] }[] =
    JSON.parse(textOf('.vscode/tasks.json')).tasks;
  const labels = tasks.map(({ label }) => label);

  it('debugs the extension first, on F5, behind a task that there is', () => {
    expect(configurations[0]).toMatchObject({ type: 'extensionHost' });
    expect(labels).toContain(configurations[0].preLaunchTask);
  });

  it('has tasks of scripts and of tasks that there are', () => {
    expect(tasks.flatMap(({ script }) => script ?? []).filter((name) => !(name in scripts))).toEqual([]);
    expect(tasks.flatMap(({ dependsOn }) => dependsOn ?? []).filter((label) => !labels.includes(label))).toEqual([]);
  });
});

describe('A rule', () => {
  it.each(rules.map(({ name }) => name))('%s is where the page says, file, page and row', (name) => {
    expect(existsSync(join(root, `docs/rules/${name}.md`))).toBe(true);
    expect(existsSync(join(root, `server/src/core/rules/${name}.ts`))).toBe(true);
    expect(textOf('server/src/core/rules/index.ts')).toContain(`from './${name}'`);
  });
});

describe('Every rule', () => {
  it('is as short as the page says', () => {
    const [, most] = /at most (\d+) lines/.exec(page) ?? [];
    const lines = rules.map(({ name }) => [
      name,
      textOf(`server/src/core/rules/${name}.ts`).trimEnd().split('\n').length,
    ]);
    expect(lines.filter(([, count]) => Number(count) > Number(most))).toEqual([]);
    expect(Number(most)).toBe(80);
  });
});

describe('A setting', () => {
  it.each(settings.map(({ key }) => key))('%s is one row: nothing else in the contract says its name', (key) => {
    const said = new RegExp(`^\\s*(readonly )?'?${key.replace('.', '\\.')}'?\\??: `, 'm');
    const files = [textOf('server/src/protocol/settings.ts')];
    expect(files.flatMap((text) => text.split('\n')).filter((line) => said.test(line))).toHaveLength(1);
  });
});

describe('A function of Terraform', () => {
  const folder = 'test/eval/vectors/cases';
  const recorded = readdirSync(join(root, folder)).map((name) => textOf(`${folder}/${name}`));
  /** Those of a provider are asked for there, as are those whose answer only Terraform's run knows. */
  const cases = [...recorded, textOf('test/eval/functions/functions.test.ts')];
  const withoutAnswer = ['plantimestamp', 'rsadecrypt'];

  it.each(Object.keys(functions).filter((name) => !withoutAnswer.includes(name)))('%s has cases', (name) => {
    const call = new RegExp(`\\b${name}\\(`);
    expect(cases.some((text) => call.test(text))).toBe(true);
  });
});

describe('A test', () => {
  const all = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((it) =>
    it.endsWith('.test.ts'),
  );
  const unit = all.filter((path) => ![...integration, ...editor].some((folder) => path.startsWith(`${folder}/`)));

  it('of the unit tier starts no server, no process and no language server', () => {
    const starting = /createEmulator|from '(node:)?(child_process|https?|net)'|support\/conversation'|cli\/program'/;
    expect(unit.filter((path) => starting.test(textOf(`test/${path}`)))).toEqual(['contributing.test.ts']);
  });

  it('of the unit tier that mocks a module is named, so that it runs by itself', () => {
    const mocking = unit.filter((path) => /^vi\.mock\(/m.test(textOf(`test/${path}`)));
    expect(mocking.map((path) => `test/${path}`)).toEqual(isolated);
  });

  it('of no tier asserts seconds', () => {
    const measuring = /process\.(cpuUsage|hrtime)|performance\.now\(\)|expect\(Date\.now\(\) - \w+\)/;
    expect(all.filter((path) => measuring.test(textOf(`test/${path}`)))).toEqual([]);
  });

  it('is in a folder that there is', () => {
    expect([...integration, ...editor].filter((folder) => !existsSync(join(root, 'test', folder)))).toEqual([]);
  });
});

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
