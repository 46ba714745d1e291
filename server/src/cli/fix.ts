/** `--fix`: applies the safe fixes of what is reported, in rounds, since one fix may reveal the next finding. */
import { resolve } from 'node:path';
import type { Finding } from '../core/analysis';
import { applyEdits, groupBy, type TextEdit } from '../core/base';
import { boundsOf } from '../project';
import type { Invocation } from './command';
import { say } from './context';
import { type Loaded, load } from './input/load';
import { surroundingsOf } from './input/repository';
import { selected } from './selection';

export type FixOutcome =
  | { readonly ok: true; readonly loaded: Loaded }
  | { readonly ok: false; readonly message: string };

const maxRounds = 10;

export async function applyFixes(loaded: Loaded, invocation: Invocation): Promise<FixOutcome> {
  let current = loaded;
  let applied = 0;
  for (let round = 0; round < maxRounds; round++) {
    const edits = safeEdits(selected(current, invocation));
    if (edits.length === 0) break;
    const problem = await write(edits, current, invocation);
    if (problem !== undefined) return { ok: false, message: problem };
    applied += edits.length;
    const next = await load(invocation, { snapshot: current.analysis.snapshot, before: current.before });
    if (!next.ok) return next;
    current = next.loaded;
  }
  if (applied > 0) say(`fixes applied: ${applied}`, invocation.context);
  return { ok: true, loaded: current };
}

/** Of edits that overlap only the first is applied; the others have their turn in the next round. */
function safeEdits(findings: readonly Finding[]): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of findings) {
    const edits = safeFix(finding);
    if (edits.every((edit) => !chosen.some((it) => overlaps(it, edit)))) chosen.push(...edits);
  }
  return chosen;
}

function safeFix(finding: Finding): readonly TextEdit[] {
  return finding.fixes().find((it) => it.safe)?.edits ?? [];
}

function overlaps(a: TextEdit, b: TextEdit): boolean {
  return a.path === b.path && a.start <= b.end && b.start <= a.end;
}

type Edits = readonly TextEdit[];

/** Why a file could not be written, as a sentence; nothing where all of them were. */
async function write(
  edits: Edits,
  { folder: given, analysis }: Loaded,
  { context }: Invocation,
): Promise<string | undefined> {
  const { files } = context.host;
  const { folder, repository } = await boundsOf(given, files, surroundingsOf(given, context));
  for (const [path, group] of groupBy(edits, (it) => it.path)) {
    const file = analysis.files.get(path);
    if (!file) continue;
    const target = resolve(folder, path);
    const mark = await markOf(target, context);
    const result = await files.write(target, mark + applyEdits(path, file.text, group), repository);
    if (!result.ok) return `can't fix ${path}: ${result.because}`;
  }
  return undefined;
}

/** A byte order mark, which is no part of the text that was analysed, stays where it was. */
async function markOf(target: string, { host }: Invocation['context']): Promise<string> {
  const read = await host.files.read(target);
  return read.kind === 'text' && read.bytes ? '\u{feff}' : '';
}
