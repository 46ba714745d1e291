/** `# idc: ignore rule[, rule] -- reason`, on the line of the finding or on the line above it. */
import { type LineIndex, type Location, lineIndex, locationIn, type Span } from '../base';

export type Suppression = {
  /** One rule name of the comment. */
  readonly rule: string;
  /** Where the name stands. */
  readonly at: Location;
  readonly reason: string | undefined;
  /** 0-based line whose findings it silences. */
  readonly line: number;
};

type Comment = { readonly span: Span; readonly text: string };
type Commented = { readonly path: string; readonly text: string; readonly comments: readonly Comment[] };

export function readSuppressions(file: Commented): readonly Suppression[] {
  const marked = file.comments.filter((comment) => /^idc:\s*ignore\b/.test(comment.text));
  if (marked.length === 0) return [];
  const lines = lineIndex(file.text);
  return marked.flatMap((comment) => readComment(file, comment, lines));
}

function readComment(file: Commented, comment: Comment, lines: LineIndex): readonly Suppression[] {
  const written = file.text.slice(comment.span.start, comment.span.end);
  const [head = '', ...rest] = written.split(/\s--(?:\s|$)/);
  const reason = rest
    .join(' -- ')
    .replace(/\*\/\s*$/, '')
    .trim();
  const line = targetLine(file, comment, lines);
  return namesIn(head).map(({ name, start }) => ({
    rule: name,
    at: locationIn(file.path, { start: comment.span.start + start, end: comment.span.start + start + name.length }),
    reason: reason === '' ? undefined : reason,
    line,
  }));
}

function namesIn(head: string): readonly { name: string; start: number }[] {
  const ignore = /ignore/.exec(head);
  const from = ignore ? ignore.index + ignore[0].length : head.length;
  const matches = [...head.slice(from).matchAll(/[A-Za-z][\w-]*/g)];
  return matches.map((match) => ({ name: match[0], start: from + match.index }));
}

/** A comment of its own means the next line that is not such a comment too, so that several can be stacked. */
function targetLine(file: Commented, { span }: Comment, lines: LineIndex): number {
  const { line } = lines.placeOf(span.start);
  if (!isAlone(file.text, lines, line, span)) return line;
  const last = lines.placeOf(span.end).line;
  const below = file.comments.find((it) => lines.placeOf(it.span.start).line === last + 1);
  return below && isAlone(file.text, lines, last + 1, below.span) ? targetLine(file, below, lines) : last + 1;
}

function isAlone(text: string, lines: LineIndex, line: number, span: Span): boolean {
  return text.slice(lines.offsetOf({ line, column: 0 }), span.start).trim() === '';
}
