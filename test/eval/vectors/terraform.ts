/** Asking Terraform itself: each expression becomes an output, and one plan answers hundreds of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Json, member, openText, readJson, recordedText } from './notation';

export type Recording = { readonly value: string } | { readonly error: string };

const files = join(import.meta.dirname, 'files');

/** `undefined` where there is no Terraform on the PATH. */
export function terraformVersion(): string | undefined {
  const run = spawnSync('terraform', ['version', '-json'], { encoding: 'utf8', env: environment() });
  if (run.error || run.status !== 0) return undefined;
  const version = member(readJson(run.stdout), 'terraform_version');
  return version?.kind === 'string' ? version.text : undefined;
}

/** Nothing of the user's own configuration may change an answer. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: tmpdir(), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}

/** Errors are found first, since one of them stops the plan; what is left then has values. */
export function ask(expressions: readonly string[], hcl: string): readonly Recording[] {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  try {
    cpSync(files, folder, { recursive: true });
    writeFileSync(join(folder, 'given.tf'), hcl);
    return askIn(folder, expressions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function askIn(folder: string, expressions: readonly string[]): readonly Recording[] {
  const errors = new Map<number, string>();
  for (let round = 0; round < 8; round++) {
    const starts = write(folder, expressions, errors);
    const found = plan(folder);
    if (found.length === 0) return answers(folder, expressions, errors);
    for (const { line, output, message } of found) {
      const index = output ?? starts.findLastIndex((start) => start >= 0 && start <= line);
      if (index < 0) throw new Error(`Terraform does not accept the cases: ${message}`);
      if (!errors.has(index)) errors.set(index, message);
    }
  }
  throw new Error('Terraform finds new errors in every plan');
}

/** The line each expression begins on; -1 for those left out. */
function write(
  folder: string,
  expressions: readonly string[],
  without: ReadonlyMap<number, string>,
): readonly number[] {
  let text = '';
  let line = 1;
  const starts = expressions.map((expression, index) => {
    if (without.has(index)) return -1;
    const output = `output "o${index}" {\n  sensitive = true\n  value = [\n${expression}\n]\n}\n`;
    const start = line;
    text += output;
    line += output.split('\n').length - 1;
    return start;
  });
  writeFileSync(join(folder, 'cases.tf'), text);
  return starts;
}

type Problem = { readonly line: number; readonly output: number | undefined; readonly message: string };

function plan(folder: string): readonly Problem[] {
  const run = spawnSync('terraform', ['plan', '-json', '-input=false', '-out=plan'], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(),
    maxBuffer: 1 << 30,
  });
  const lines = run.stdout.split('\n').filter((it) => it.includes('"diagnostic":'));
  const diagnostics = lines.map((it) => member(readJson(it), 'diagnostic'));
  return diagnostics.filter((it) => textOf(it, 'severity') === 'error').map(problemOf);
}

/** A value that cannot be stored (an infinity) is found without a line, but with the name of the output. */
function problemOf(diagnostic: Json | undefined): Problem {
  const range = member(diagnostic, 'range');
  const message = withoutTrace(`${textOf(diagnostic, 'summary')}: ${textOf(diagnostic, 'detail')}`);
  const output = /output value "o(\d+)"/.exec(message)?.[1];
  if (output === undefined && textOf(range, 'filename') !== 'cases.tf') throw new Error(message);
  return {
    line: Number(textOf(member(range, 'start'), 'line')),
    output: output === undefined ? undefined : Number(output),
    message,
  };
}

/** Where Terraform's own code gave up, it says on which machine and in which thread: no part of the answer. */
function withoutTrace(message: string): string {
  return message.replace(/\n?goroutine \d+ \[.*$/s, '');
}

function textOf(json: Json | undefined, name: string): string {
  const found = member(json, name);
  return found && 'text' in found ? found.text : '';
}

function answers(
  folder: string,
  expressions: readonly string[],
  errors: ReadonlyMap<number, string>,
): readonly Recording[] {
  const shown = execFileSync('terraform', ['show', '-json', 'plan'], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(),
    maxBuffer: 1 << 30,
  });
  const json = readJson(shown);
  const planned = member(member(json, 'planned_values'), 'outputs');
  const changes = member(json, 'output_changes');
  return expressions.map((_, index) => {
    const error = errors.get(index);
    if (error !== undefined) return { error };
    return { value: answer(member(planned, `o${index}`), member(changes, `o${index}`)) };
  });
}

/** Each output is a tuple of one, so that a null is an answer too; what is recorded is the one. */
function answer(planned: Json | undefined, change: Json | undefined): string {
  const type = member(planned, 'type');
  const value = member(planned, 'value');
  const text =
    type && value ? recordedText(type, value) : openText(member(change, 'after'), member(change, 'after_unknown'));
  return text.startsWith('[') ? text.slice(1, -1) : text;
}
