/** Asking Terraform itself: each expression becomes an output, and one plan answers hundreds of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Json, member, openText, readJson, recordedText } from './notation';

/** `declared` declares a variable called `it`, for this expression alone. */
export type Question = { readonly expression: string; readonly declared?: string };

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

/** Errors are found first, since some of them stop the plan; what is left then has values. */
export function ask(questions: readonly Question[], hcl: string): readonly Recording[] {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  try {
    cpSync(files, folder, { recursive: true });
    writeFileSync(join(folder, 'given.tf'), hcl);
    // Of providers only Terraform's own is ever named, and that one is built in.
    if (hcl.includes('required_providers')) execFileSync('terraform', ['init'], { cwd: folder, env: environment() });
    return askIn(folder, questions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function askIn(folder: string, questions: readonly Question[]): readonly Recording[] {
  const errors = new Map<number, string>();
  for (;;) {
    const starts = write(folder, questions, errors);
    const found = plan(folder);
    if (found.length === 0) return answers(folder, questions, errors);
    const known = errors.size;
    for (const { line, output, message } of found) {
      const index = output ?? starts.findLastIndex((start) => start >= 0 && start <= line);
      if (index < 0) throw new Error(`Terraform does not accept the cases: ${message}`);
      if (!errors.has(index)) errors.set(index, message);
    }
    if (errors.size === known) throw new Error(`Terraform stops without a new error: ${found[0]?.message}`);
  }
}

/** The line each expression begins on; -1 for those left out. */
function write(
  folder: string,
  questions: readonly Question[],
  without: ReadonlyMap<number, string>,
): readonly number[] {
  let text = '';
  let line = 1;
  const starts = questions.map(({ expression, declared = '' }, index) => {
    if (without.has(index)) return -1;
    const value = expression.replaceAll(/\bvar\.it\b/g, `var.it${index}`);
    const variable = declared.replace('variable "it"', `variable "it${index}"`);
    const output = `${variable}output "o${index}" {\n  sensitive = true\n  value = [\n${value}\n]\n}\n`;
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
  return diagnostics.filter((it) => textOf(it, 'severity') === 'error').flatMap(problemsOf);
}

function problemsOf(diagnostic: Json | undefined): readonly Problem[] {
  const range = member(diagnostic, 'range');
  const message = withoutTrace(`${textOf(diagnostic, 'summary')}: ${textOf(diagnostic, 'detail')}`);
  const unstorable = [...message.matchAll(UNSTORABLE)];
  if (unstorable.length > 0) return unstorable.map(([, output, why = '']) => problem(Number(output), why));
  if (textOf(range, 'filename') !== 'cases.tf') throw new Error(message);
  return [{ line: Number(textOf(member(range, 'start'), 'line')), output: undefined, message }];
}

/** Values that cannot be stored (infinities) are found without a line, several at once, by the names of the outputs. */
const UNSTORABLE = /output value "o(\d+)": (cannot serialize infinity as JSON)/g;

function problem(output: number, message: string): Problem {
  return { line: 0, output, message };
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
  questions: readonly Question[],
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
  return questions.map((_, index) => {
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
