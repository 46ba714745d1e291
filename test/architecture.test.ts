/**
 * The import rules between packages. Purity of `core/` is enforced by its tsconfig (it cannot even name the clock); what a
 * compiler cannot enforce is enforced here, with the table that ARCHITECTURE.md prints.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats, yamlFormats } from '../server/src/core/declared';

const root = resolve(import.meta.dirname, '..');

/** Package → packages it may import, and why not the others. */
const packages: Readonly<Record<string, { readonly may: readonly string[]; readonly because: string }>> = {
  'server/src/protocol': { may: [], because: 'the contract stands alone' },
  'server/src/core/reasons': { may: [], because: 'reasons are data, and data need nobody' },
  'server/src/core/base': { may: ['reasons'], because: 'everything rests on it, so it depends on nothing above' },
  'server/src/core/wording': { may: ['reasons', 'base'], because: 'a sentence is made of its reason alone' },
  'server/src/core/syntax': { may: ['reasons', 'base'], because: 'text becomes a tree without knowing what it means' },
  'server/src/core/model': { may: ['reasons', 'base'], because: 'the vocabulary belongs to neither source' },
  'server/src/core/model/terraform': { may: ['base'], because: 'the evaluator names it, and knows no Identity Center' },
  'server/src/core/eval': {
    may: ['syntax', 'model/terraform', 'reasons', 'base'],
    because: 'evaluation knows Terraform, not Identity Center',
  },
  'server/src/core/declared': {
    may: ['eval', 'syntax', 'model', 'reasons', 'base'],
    because: 'reading what the code declares does not depend on what is live or on rules',
  },
  'server/src/core/live': {
    may: ['model', 'reasons', 'base', 'protocol'],
    because: 'a snapshot is data; the SDK is in host/aws',
  },
  'server/src/core/rules': {
    may: ['model', 'live', 'wording', 'reasons', 'base'],
    because: 'a rule that sees syntax cannot serve both languages',
  },
  'server/src/core/analysis': {
    may: ['rules', 'declared', 'live', 'eval', 'syntax', 'model', 'wording', 'reasons', 'base'],
    because: 'the pipeline joins the stages and shows nothing',
  },
  'server/src/core/features': {
    may: ['analysis', 'declared', 'live', 'eval', 'syntax', 'model', 'wording', 'reasons', 'base', 'protocol'],
    because: 'features read an analysis; they do not make one',
  },
  'server/src/host': {
    may: ['live', 'model', 'wording', 'reasons', 'base', 'protocol'],
    because: 'it brings data from outside and decides nothing',
  },
  'server/src/project': { may: ['core', 'host'], because: 'loading a project is the same for everybody who does it' },
  'server/src/lsp': { may: ['core', 'protocol', 'host', 'project'], because: 'it translates for its users' },
  'server/src/cli': { may: ['core', 'protocol', 'host', 'project'], because: 'it translates for its users' },
  'client/src': { may: ['protocol'], because: 'the client shows what the server says' },
  'client/src/matrix/webview': {
    may: ['protocol', 'matrix/messages', 'age'],
    because: 'a page in a browser has neither VS Code nor Node',
  },
  'client/src/report/webview': {
    may: ['protocol', 'report/messages', 'matrix/webview/element', 'age'],
    because: 'a page in a browser has neither VS Code nor Node',
  },
};

/** Files whose length has a reason. */
const longFiles: Readonly<Record<string, string>> = {};

const sources = [...typescriptIn('server/src'), ...typescriptIn('client/src')];

describe('Imports', () => {
  it('go only where the table allows', () => {
    expect(sources.flatMap(forbiddenImports)).toEqual([]);
  });

  it('keep the AWS SDK in host/aws, the LSP in lsp and VS Code in the client', () => {
    const homes: readonly (readonly [RegExp, RegExp])[] = [
      [/^(@aws-sdk|@smithy)\//, /^server\/src\/host\/aws\//],
      [/^vscode-languageserver/, /^server\/src\/(lsp\/|server\.ts)/],
      [/^vscode$|^vscode-languageclient/, /^client\/src\/(?!(matrix|report)\/webview\/)/],
    ];
    const misplaced = sources.flatMap((file) =>
      importsOf(file).filter((name) => homes.some(([what, where]) => what.test(name) && !where.test(file))),
    );
    expect(misplaced).toEqual([]);
  });

  it('of values have no cycles', () => {
    expect(cyclesIn(new Map(sources.map((file) => [file, valueImportsOf(file)])))).toEqual([]);
  });

  it('of core need nothing asynchronous', () => {
    const asynchronous = sources
      .filter((file) => file.startsWith('server/src/core/'))
      .filter((file) => /\b(async|await)\b|\bPromise\b/.test(withoutComments(textOf(file))));
    expect(asynchronous).toEqual([]);
  });
});

describe('The house style', () => {
  it('has no default exports and no export *', () => {
    const found = sources.filter((file) => /^export (default|\* from)/m.test(textOf(file)));
    expect(found).toEqual([]);
  });

  it('keeps files under 400 lines', () => {
    const long = sources.filter((file) => textOf(file).split('\n').length > 400 && !(file in longFiles));
    expect(long).toEqual([]);
  });

  it('keeps rules at 80 lines: what needs more lacks a word in model or in rules/support', () => {
    const rules = sources.filter((file) => /^server\/src\/core\/rules\/(?!index\.ts)[^/]+$/.test(file));
    expect(rules.length).toBeGreaterThan(50);
    expect(rules.filter((file) => textOf(file).trimEnd().split('\n').length > 80)).toEqual([]);
    expect(rules.filter((file) => !textOf(file).includes('defineRule({'))).toEqual([]);
  });

  it('heads the public interface of a package with what it has', () => {
    const own = Object.keys(packages).filter((it) => /core\/|protocol/.test(it) && !it.endsWith('syntax'));
    expect(own.filter((it) => !textOf(`${it}/index.ts`).startsWith('/**'))).toEqual([]);
  });

  it('prints the table of packages in ARCHITECTURE.md as it is here', () => {
    const rows = Object.entries(packages).map(([name, { may }]) => `| \`${name}\` | ${may.join(', ') || '–'} |`);
    const text = textOf('ARCHITECTURE.md');
    expect(rows.filter((row) => !text.includes(row))).toEqual([]);
  });
});

describe('A format', () => {
  const folders = 'server/src/core/declared';

  it.each(formats.map(({ name }) => name))('is one folder and one row: %s', (name) => {
    const folder = `${folders}/${name}`;
    const importers = sources.filter((file) => !file.startsWith(`${folder}/`) && importsFrom(folder, file));
    const registry = `${folders}/formats.ts`;
    expect(importers).toContain(registry);
    const isTerraform = name === 'terraform';
    const allowed = [registry, `${folders}/index.ts`, ...(isTerraform ? [`${folders}/declaration.ts`] : [])];
    const others = importers.filter(
      (file) => !allowed.includes(file) && !file.startsWith(`${folders}/terraform-plan/`),
    );
    expect(others).toEqual([]);
  });

  it('is all that the pipeline knows', () => {
    const names = yamlFormats.map(({ name }) => name);
    const pipeline = sources.filter((file) => /core\/(analysis|declared)\/[^/]+\.ts$/.test(file));
    const knowing = pipeline.filter((file) => !/declared\/(formats|index)\.ts$/.test(file));
    expect(knowing.filter((file) => names.some((name) => isNamed(name, codeOf(file))))).toEqual([]);
  });
});

function importsFrom(folder: string, file: string): boolean {
  const targets = importsOf(file).map((name) => relative(root, resolve(root, dirname(file), name)));
  return targets.some((target) => target === folder || target.startsWith(`${folder}/`));
}

/** By itself, or as the end of an import's path. */
function isNamed(name: string, code: string): boolean {
  return code.includes(`'${name}'`) || code.includes(`/${name}'`);
}

function codeOf(file: string): string {
  return withoutComments(textOf(file));
}

function forbiddenImports(file: string): readonly string[] {
  const own = packageOf(file);
  if (!own) return [];
  const { may, because } = packages[own] ?? { may: [], because: '' };
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(root, resolve(root, dirname(file), name)))
    .filter((target) => !isAllowed(own, target, may))
    .map((target) => `${file} imports ${target}: ${own} may not, because ${because}`);
}

function isAllowed(own: string, target: string, may: readonly string[]): boolean {
  if (target === own || target.startsWith(`${own}/`)) return true;
  if (target === 'package.json') return true;
  return may.some((it) => packageFolders(it).some((folder) => target === folder || target.startsWith(`${folder}/`)));
}

function packageFolders(name: string): readonly string[] {
  return [`server/src/${name}`, `server/src/core/${name}`, `client/src/${name}`];
}

function packageOf(file: string): string | undefined {
  return Object.keys(packages)
    .filter((it) => file.startsWith(`${it}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

function importsOf(file: string): readonly string[] {
  const code = withoutComments(textOf(file));
  return [...code.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** Files that a file imports values from, by their paths. */
function valueImportsOf(file: string): readonly string[] {
  const code = withoutComments(textOf(file));
  const statements = [...code.matchAll(/^(?:import|export)\s+(?!type\b)([^;']*?)\s*from\s+'(\.[^']+)'/gm)];
  return statements
    .filter(([, names = '']) => !isTypesOnly(names))
    .map(([, , name = '']) => relative(root, resolve(root, dirname(file), name)))
    .flatMap((target) => [`${target}.ts`, `${target}/index.ts`].filter((it) => sources.includes(it)));
}

function isTypesOnly(names: string): boolean {
  const list = /^\{([\s\S]*)\}$/
    .exec(names)?.[1]
    ?.split(',')
    .filter((it) => it.trim() !== '');
  return list?.every((it) => it.trim().startsWith('type ')) ?? false;
}

/** What is left when everything that needs nothing of the rest has been taken away, and everything that nothing needs. */
function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const rest = new Set(imports.keys());
  const needs = (file: string) => (imports.get(file) ?? []).some((it) => rest.has(it));
  const isNeeded = (file: string) => [...rest].some((it) => imports.get(it)?.includes(file));
  for (let before = -1; before !== rest.size; ) {
    before = rest.size;
    for (const file of rest) if (!needs(file) || !isNeeded(file)) rest.delete(file);
  }
  return [...rest].toSorted();
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function typescriptIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path}`);
}
