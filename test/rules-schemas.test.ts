/**
 * The JSON Schemas say the same as our readers: what a reader takes without a word, an editor with the schema takes too,
 * and what the schema's editor underlines is no surprise to the reader. The rule pages are the examples.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isProjectFile } from '../server/src/core/analysis';
import { accessDefinition } from '../server/src/core/declared';
import { parsePage } from './support/fixture';
import { analyse } from './support/fixture-findings';

const root = resolve(import.meta.dirname, '..');
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const definition = ajv.compile(schema('access-definition'));
const projectFile = ajv.compile(schema('project-file'));

const examples = pagesIn('docs/rules').flatMap((page) =>
  parsePage(readFileSync(join(root, page), 'utf8')).map((example) => ({
    ...example,
    name: `${page} · ${example.title}`,
  })),
);

/** Rules whose errors a schema may know as well; only what none of them minds has to pass. */
describe('What no rule calls an error', () => {
  const ownFormat = examples.filter(({ title }) => title !== 'YAML of another kind in a folder called access');
  const quiet = ownFormat.flatMap(({ name, files }) => {
    const { findings, formats } = analyse(files);
    const errors = new Set(findings.filter((it) => it.severity === 'error').map((it) => it.at.path));
    const ours = files.filter(({ path }) => isProjectFile(path) || formats.get(path) === accessDefinition.name);
    return ours.filter(({ path }) => !errors.has(path)).map((file) => ({ name: `${name} · ${file.path}`, file }));
  });

  it.each(quiet)('$name is valid', ({ file }) => {
    expect(errorsOf(file.path, file.text)).toEqual([]);
  });

  it('is a good number of files', () => {
    expect(quiet.length).toBeGreaterThan(60);
  });
});

describe('What the reader calls misshapen', () => {
  const broken = examples.filter(({ name }) =>
    /invalid-access-definition\.md · (A misspelt|The wrong shape|An assignment|The project)/.test(name),
  );

  it.each(broken)('$name is not valid', ({ files }) => {
    expect(files.filter(({ path, text }) => errorsOf(path, text).length > 0)).not.toEqual([]);
  });
});

function errorsOf(path: string, text: string): readonly string[] {
  const validate = isProjectFile(path) ? projectFile : definition;
  return parseAllDocuments(text, { merge: true, logLevel: 'silent' }).flatMap((document) => {
    return validate(document.toJS()) ? [] : (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message}`);
  });
}

function schema(name: string): object {
  return JSON.parse(readFileSync(join(root, `docs/schemas/${name}.schema.json`), 'utf8'));
}

function pagesIn(folder: string): readonly string[] {
  const names = readdirSync(join(root, folder));
  return names.filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
}
