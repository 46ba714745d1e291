/**
 * The notation of our pages: Markdown whose fences are files and whose caret comments are expectations.
 *
 *     `sets.access.yaml`:
 *     ```yaml
 *       permission_set: Developr
 *       #               ^^^^^^^^ error[unknown-permission-set]: no permission set is named "Developr"
 *     ```
 *
 * Carets point at the nearest line above that is no marker itself. `#^^^` counts its own hash, so that column 0 can be
 * reached; `^^…` runs on past the line. Markers are comments in Terraform and YAML alike, so a fence is a valid file.
 *
 * A fence called `json snapshot` is what AWS has, in the few words of `small-snapshot.ts`; `hcl before` is a file as it was at
 * the Git revision the code is compared with.
 */
import type { Span } from '../../server/src/core/base';

export type Marker = { readonly span: Span; readonly open: boolean; readonly text: string };

export type Fence = {
  readonly path: string;
  readonly language: string;
  /** Without markers. */
  readonly text: string;
  readonly markers: readonly Marker[];
  /** Offset of the fence's content in the page, and its length there. */
  readonly start: number;
  readonly length: number;
  /** Title of the quick fix this fence shows the result of: the last bold text above it. */
  readonly fix: string | undefined;
  /** Whether the page calls it a safe fix rather than a quick fix. */
  readonly isSafe: boolean;
  readonly isBefore: boolean;
};

/** What stands under one heading. */
export type Example = {
  readonly title: string;
  readonly files: readonly Fence[];
  readonly fixed: readonly Fence[];
  /** The files at an earlier revision; none where nothing is compared. */
  readonly before: readonly Fence[];
  /** What AWS has, as JSON. */
  readonly snapshot: string | undefined;
};

export function parsePage(page: string): readonly Example[] {
  const examples: Example[] = [];
  for (const { title, text, offset } of sectionsOf(page)) {
    const fences = fencesIn(text, offset);
    const before = fences.filter((it) => it.isBefore);
    const files = fences.filter((it) => it.fix === undefined && !it.isBefore);
    const fixed = fences.filter((it) => it.fix !== undefined);
    const snapshot = /^```json snapshot\n([\s\S]*?)^```$/m.exec(text)?.[1];
    if (files.length > 0) examples.push({ title, files, fixed, before, snapshot });
  }
  return examples;
}

type Section = { readonly title: string; readonly text: string; readonly offset: number };

/** A line that begins with a hash is a heading only outside a fence; inside it is a comment, or a marker. */
function sectionsOf(page: string): readonly Section[] {
  const sections: Section[] = [];
  let isFenced = false;
  let offset = 0;
  for (const line of page.split(/(?<=\n)/)) {
    if (line.startsWith('```')) isFenced = !isFenced;
    const title = isFenced ? undefined : /^#{1,6} (.*)$/.exec(line.trimEnd())?.[1];
    const last = sections.at(-1);
    offset += line.length;
    if (title !== undefined) sections.push({ title, text: '', offset });
    else if (last) sections[sections.length - 1] = { ...last, text: last.text + line };
  }
  return sections;
}

const defaultPaths: Readonly<Record<string, string>> = { hcl: 'main.tf', yaml: 'access.yaml', json: 'policy.json' };

function fencesIn(section: string, offset: number): readonly Fence[] {
  const fences = section.matchAll(/(?:^`([^`\n]+)`:\n+)?^```(hcl|yaml|json)( fixed| before)?\n([\s\S]*?)^```$/gm);
  return [...fences].map((match) => {
    const [whole, path, language = '', role, content = ''] = match;
    const contentStart = match.index + whole.length - '```'.length - content.length;
    const titles = [...section.slice(0, match.index).matchAll(/(\w+ fix )?\*\*(.+?)\*\*/g)];
    return {
      path: path ?? defaultPaths[language] ?? '',
      language,
      ...readMarkers(content),
      start: offset + contentStart,
      length: content.length,
      fix: role === ' fixed' ? (titles.at(-1)?.[2] ?? '') : undefined,
      isSafe: titles.at(-1)?.[1] === 'Safe fix ',
      isBefore: role === ' before',
    };
  });
}

const markerLine = /^(\s*#\s*)(\^+)(…)? ?(.*)$/;

export function readMarkers(annotated: string): { text: string; markers: readonly Marker[] } {
  const markers: Marker[] = [];
  let text = '';
  let lineStart = 0;
  for (const line of annotated.split(/(?<=\n)/)) {
    const match = markerLine.exec(line.trimEnd());
    if (!match) {
      lineStart = text.length;
      text += line;
      continue;
    }
    const [, lead = '', carets = '', open, words = ''] = match;
    const touching = lead.endsWith('#') ? 1 : 0;
    const start = lineStart + lead.length - touching;
    markers.push({ span: { start, end: start + carets.length + touching }, open: open !== undefined, text: words });
  }
  return { text, markers };
}

/** The text with markers written below the lines they point at. */
export function writeMarkers(text: string, markers: readonly Marker[]): string {
  const sorted = markers.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let offset = 0;
  let annotated = '';
  for (const line of text.split(/(?<=\n)/)) {
    const isLast = offset + line.length === text.length;
    const own = sorted.filter(({ span: { start } }) => offset <= start && (isLast || start < offset + line.length));
    annotated += line;
    for (const marker of own) annotated += `${markerText(line, marker, offset)}\n`;
    offset += line.length;
  }
  return annotated;
}

function markerText(line: string, { span, open, text }: Marker, offset: number): string {
  const column = Math.min(span.start - offset, Math.max(0, line.trimEnd().length - 1));
  const width = Math.max(1, Math.min(span.end - offset, line.trimEnd().length) - column);
  const indent = Math.min(/^ */.exec(line)?.[0].length ?? 0, Math.max(0, column - 2));
  const lead = column < 2 ? '#' : `${' '.repeat(indent)}#${' '.repeat(column - indent - 1)}`;
  const carets = '^'.repeat(column < 2 ? Math.max(1, width - 1 + column) : width);
  return `${lead}${carets}${open ? '…' : ''} ${text}`;
}
