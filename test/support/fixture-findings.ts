/** An example's files analysed, and its findings in the words of markers. */

import { type Analysis, createWorkspace, type Finding } from '../../server/src/core/analysis';
import { applyEdits, lineIndex } from '../../server/src/core/base';
import type { Example, Fence, Marker } from './fixture';
import { type SmallSnapshot, smallSnapshot } from './small-snapshot';

export type Text = { readonly path: string; readonly text: string };

/** A rule that throws fails the test that made it throw. Files the analysis asks for and that are not there are missing. */
export function analyse(files: readonly Text[], snapshot?: string, before: readonly Text[] = []): Analysis {
  const workspace = createWorkspace({
    onBug: ({ error }) => {
      throw error;
    },
  });
  const texts = new Map<string, string | undefined>(files.map(({ path, text }) => [path, text]));
  // The page's own JSON; what it lacks of a snapshot is filled in, and the whole goes through the decoder.
  const live = snapshot === undefined ? undefined : smallSnapshot(JSON.parse(snapshot) as SmallSnapshot);
  const earlier = before.length > 0 ? analyse(before).declared : undefined;
  workspace.apply({ texts, paths: new Set(texts.keys()), snapshot: live, before: earlier });
  let analysis = workspace.analysis();
  for (let round = 0; analysis.wanted.length > 0 && round < 10; round++) {
    workspace.apply({ texts: new Map(analysis.wanted.map((path) => [path, texts.get(path)])) });
    analysis = workspace.analysis();
  }
  return analysis;
}

/** The findings of one file as markers; `related` lines follow only where the page asks for them. */
export function markersOf(findings: readonly Finding[], { path, text, markers }: Fence): readonly Marker[] {
  const lines = lineIndex(text);
  return findings
    .filter((finding) => finding.at.path === path)
    .flatMap((finding) => {
      const { start, end } = finding.at;
      const lineEnd = lines.offsetOf({ line: lines.placeOf(start).line + 1, column: 0 });
      const open = end > lineEnd || (end === lineEnd && text.charAt(end - 1) === '\n' && end - start > 1);
      const span = { start, end: Math.max(start + 1, open ? withoutNewline(text, lineEnd) : end) };
      const head = { span, open, text: `${finding.severity}[${finding.rule}]: ${finding.message}` };
      const wantsRelated = markers.some((it) => it.span.start === start && it.text.startsWith('related '));
      const related = finding.related.map((it) => ({ span, open, text: `related ${it.at.path}: ${it.message}` }));
      return wantsRelated ? [head, ...related] : [head];
    });
}

function withoutNewline(text: string, lineEnd: number): number {
  return text.charAt(lineEnd - 1) === '\n' ? lineEnd - 1 : lineEnd;
}

/** Runs the fix a fixed fence names, on the first finding that offers it. */
export function applyFix({ files }: Example, analysis: Analysis, title: string): AppliedFix | undefined {
  for (const finding of analysis.findings) {
    const fix = finding.fixes().find((it) => it.title === title);
    if (!fix) continue;
    const after = files.map(({ path, text }) => ({ path, text: applyEdits(path, text, fix.edits) }));
    return { finding, after, isSafe: fix.safe };
  }
  return undefined;
}

export type AppliedFix = { readonly finding: Finding; readonly after: readonly Text[]; readonly isSafe: boolean };
