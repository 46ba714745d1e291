/** Whatever is written, evaluation ends, throws nothing, and says why it does not know. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTerraform } from '../../../server/src/core/declared';
import type { EvaluatedRoot } from '../../../server/src/core/eval';
import { emptyProjectFile } from '../../../server/src/core/model';
import { unknownText } from '../../../server/src/core/wording';
import { evaluateFiles } from './evaluate';
import { readPage } from './page';
import { renderValue } from './render';

const pages = join(import.meta.dirname, 'pages');
const sections = readdirSync(pages).flatMap((name) => readPage(readFileSync(join(pages, name), 'utf8')).sections);

describe('evaluating what is half-typed', () => {
  it('survives every page cut off anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sections),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ files, options }, part) => {
          const cut = new Map([...files].map(([path, text]) => [path, text.slice(0, Math.floor(text.length * part))]));
          readTerraform(evaluateFiles(cut, options), emptyProjectFile);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('survives every page with something else where something stood', () => {
    const strays = fc.constantFrom(
      '',
      '"',
      '${',
      '}',
      '{',
      '[',
      ')',
      '%{ if x }',
      '<<EOT',
      '\n',
      '.',
      '*',
      '0',
      'null',
      '...',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...sections),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), strays), {
          minLength: 1,
          maxLength: 4,
        }),
        ({ files, options }, changes) => {
          const changed = [...files].map(([path, text]) => [path, changes.reduce(replaced, text)] as const);
          readTerraform(evaluateFiles(new Map(changed), options), emptyProjectFile);
        },
      ),
      { seed: 3, numRuns: 400 },
    );
  });

  it('survives every page with a line missing', () => {
    for (const { files, options } of sections) {
      for (const [path, text] of files) {
        const lines = text.split('\n');
        const step = Math.max(1, Math.floor(lines.length / 5));
        for (let index = 0; index < lines.length; index += step) {
          const without = lines.toSpliced(index, 1).join('\n');
          readTerraform(evaluateFiles(new Map([...files, [path, without]]), options), emptyProjectFile);
        }
      }
    }
  });
});

function replaced(text: string, [part, length, stray]: readonly [number, number, string]): string {
  const start = Math.floor(text.length * part);
  return text.slice(0, start) + stray + text.slice(start + length);
}

describe('evaluating what would never end', () => {
  it('gives up on a chain of thousands of locals', () => {
    const chain = Array.from({ length: 5000 }, (_, index) => `  l${index} = local.l${index + 1}\n`).join('');
    const { outputs } = rootOf({
      'main.tf': `locals {\n${chain}  l5000 = "end"\n}\noutput "it" {\n  value = local.l0\n}\n`,
    });
    expect(valueOf(outputs, 'it')).toMatch(/^<unknown: .*(nested too deeply|through more than 200 references)/);
  });

  it('follows a chain as long as people write them', () => {
    const chain = Array.from({ length: 50 }, (_, index) => `  l${index} = local.l${index + 1}\n`).join('');
    const { outputs } = rootOf({
      'main.tf': `locals {\n${chain}  l50 = "end"\n}\noutput "it" {\n  value = local.l0\n}\n`,
    });
    expect(valueOf(outputs, 'it')).toBe('"end"');
  });

  it('ends where a local is itself', () => {
    const main =
      'locals {\n  a = local.a\n  b = [local.c]\n  c = "x${local.b[0]}"\n}\noutput "a" {\n  value = local.a\n}\n';
    const { outputs } = rootOf({ 'main.tf': `${main}output "b" {\n  value = local.b\n}\n` });
    expect(valueOf(outputs, 'a')).toMatch(/^<unknown: local\.a depends on itself/);
    expect(valueOf(outputs, 'b')).toContain('depends on itself');
  });

  it('does not multiply modules without end', () => {
    const files: Record<string, string> = {};
    for (let level = 0; level < 8; level++) {
      const calls = Array.from(
        { length: 10 },
        (_, index) => `module "m${index}" {\n  source = "../l${level + 1}"\n}\n`,
      );
      files[`l${level}/main.tf`] = calls.join('');
    }
    files['l8/main.tf'] = 'resource "terraform_data" "it" {}\n';
    const { unknownModules } = rootOf(files);
    expect(new Set(unknownModules.map(({ because }) => unknownText(because)))).toEqual(
      new Set(['more than 2000 modules are called']),
    );
  });

  it('does not multiply instances without end', () => {
    const main = 'module "m" {\n  source = "./m"\n  count = 1000\n}\n';
    const { instances } = rootOf({
      'main.tf': main,
      'm/main.tf': 'resource "terraform_data" "it" {\n  count = 1000\n}\n',
    });
    expect(instances.length).toBeLessThanOrEqual(50_000 + 1000);
    expect(instances.some(({ unknownExpansion }) => unknownExpansion?.kind === 'too-many-instances')).toBe(true);
  });

  it('ends where modules and outputs go round in circles', () => {
    const main = 'module "m" {\n  source = "./m"\n  in = module.m.out\n}\noutput "it" {\n  value = module.m.out\n}\n';
    const { outputs } = rootOf({
      'main.tf': main,
      'm/main.tf': 'variable "in" {}\noutput "out" {\n  value = var.in\n}\n',
    });
    expect(valueOf(outputs, 'it')).toBe('<unknown: module.m.output.out depends on itself through module.m.var.in>');
  });

  it('ends where a count depends on the resource it counts', () => {
    const { instances } = rootOf({
      'main.tf': 'resource "terraform_data" "it" {\n  count = length(terraform_data.it)\n}\n',
    });
    expect(instances.map(({ unknownExpansion }) => unknownExpansion && unknownText(unknownExpansion))).toEqual([
      'depends on terraform_data.it[*]: terraform_data.it depends on itself',
    ]);
  });

  it('ends where the list behind an assignment goes round in circles', () => {
    const files = {
      'main.tf':
        'locals {\n  a = merge(local.b)\n  b = local.a\n}\nresource "aws_ssoadmin_account_assignment" "it" {\n  for_each = local.a\n}\n',
    };
    const { configuration } = readTerraform(evaluateFiles(new Map(Object.entries(files))), emptyProjectFile);
    expect(configuration?.positions).toEqual([]);
  });

  it('ends where a provider is configured with what it makes', () => {
    const { instances } = rootOf({
      'main.tf':
        'provider "aws" {\n  profile = aws_iam_role.it.name\n}\nresource "aws_iam_role" "it" {\n  name = "it"\n}\n',
    });
    expect(instances.map(({ provider }) => provider?.name)).toEqual(['aws']);
  });

  it('ends where a variable file, an override and a module are folders of themselves', () => {
    const files = {
      'main.tf': 'module "it" {\n  source = "."\n}\n',
      'main_override.tf': 'module "it" {\n  source = "./."\n}\n',
    };
    expect(rootOf(files).unknownModules.map(({ because }) => because)).toEqual([
      { kind: 'module-calls-itself', name: 'it' },
    ]);
  });
});

function rootOf(files: Readonly<Record<string, string>>): EvaluatedRoot {
  const [root] = evaluateFiles(new Map(Object.entries(files))).roots;
  if (!root) throw new Error('no root module');
  return root;
}

function valueOf(outputs: EvaluatedRoot['outputs'], name: string): string {
  const value = outputs.get(name);
  return value ? renderValue(value) : 'no such output';
}
