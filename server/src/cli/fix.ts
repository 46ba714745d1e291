/** `--fix`: applies the safe fixes, round by round, since mending one thing may reveal the next. */
import { resolve } from 'node:path';
import type { Finding } from '../core/analysis';
import { applyEdits, groupBy, type TextEdit } from '../core/base';
import type { Invocation } from './command';
import { type Loaded, load } from './load';

const mostRounds = 10;

export async function applyFixes(loaded: Loaded, invocation: Invocation): Promise<Loaded> {
  let current = loaded;
  let applied = 0;
  for (let round = 0; round < mostRounds; round++) {
    const edits = safeEdits(current);
    if (edits.length === 0) break;
    await write(edits, current, invocation);
    applied += edits.length;
    const next = await load(invocation, { snapshot: current.analysis.snapshot, before: current.before });
    if (!next.ok) break;
    current = next.loaded;
  }
  if (applied > 0) invocation.world.err(`idc: fixes applied: ${applied}\n`);
  return current;
}

/** Of edits that overlap only the first is applied; the others have their turn in the next round. */
function safeEdits({ analysis, isWanted }: Loaded): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of analysis.findings.filter((it) => isWanted(it.at.path))) {
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

async function write(edits: readonly TextEdit[], { folder, analysis }: Loaded, { world }: Invocation): Promise<void> {
  for (const [path, group] of groupBy(edits, (it) => it.path)) {
    const file = analysis.files.get(path);
    if (file) await world.host.files.write(resolve(folder, path), applyEdits(path, file.text, group));
  }
}
