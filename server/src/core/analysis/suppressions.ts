/** `# idc: ignore rule[, rule] -- reason`, on the line of the finding or on the line above it. */
import { type LineIndex, type Location, lineIndex, locationIn, type Span, type TextEdit } from '../base';

export type Suppression = {
  /** One rule name of the comment. */
  readonly rule: string;
  /** Where the name stands. */
  readonly at: Location;
  readonly reason: string | undefined;
  /** 0-based line whose findings it silences. */
  readonly line: number;
  /** Takes the name away, and with the last name the comment. */
  readonly removal: readonly TextEdit[];
};

type Comment = { readonly span: Span; readonly text: string };
type Commented = { readonly path: string; readonly text: string; readonly comments: readonly Comment[] };

export function readSuppressions(file: Commented): readonly Suppression[] {
  const marked = file.comments.filter((comment) => /^idc:\s*ignore\b/.test(comment.text));
  if (marked.length === 0) return [];
  const lines = lineIndex(file.text);
  const targetLineOf = createTargetLines(file, lines);
  return marked.flatMap((comment) => readComment(file, comment, lines, targetLineOf(comment)));
}

function readComment(file: Commented, comment: Comment, lines: LineIndex, line: number): readonly Suppression[] {
  const written = file.text.slice(comment.span.start, comment.span.end);
  const [head = '', ...rest] = written.split(/\s--(?:\s|$)/);
  const reason = rest
    .join(' -- ')
    .replace(/\*\/\s*$/, '')
    .trim();
  const names = namesIn(head);
  return names.map(({ name, start }, index) => ({
    rule: name,
    at: locationIn(file.path, { start: comment.span.start + start, end: comment.span.start + start + name.length }),
    reason: reason === '' ? undefined : reason,
    line,
    removal: names.length === 1 ? withoutComment(file, comment, lines) : withoutName(file, comment, names, index),
  }));
}

/** A comment alone on its line goes with the line; over several lines it may say more, and is left. */
function withoutComment({ path, text }: Commented, { span }: Comment, lines: LineIndex): readonly TextEdit[] {
  const { line } = lines.placeOf(span.start);
  if (lines.placeOf(span.end).line !== line && text.charAt(span.end - 1) !== '\n') return [];
  const start = lines.offsetOf({ line, column: 0 });
  if (isAlone(text, lines, line, span))
    return [{ path, start, end: lines.offsetOf({ line: line + 1, column: 0 }), text: '' }];
  const before = text.slice(0, span.start).trimEnd().length;
  return [{ path, start: before, end: span.end - (text.charAt(span.end - 1) === '\n' ? 1 : 0), text: '' }];
}

type Named = { readonly name: string; readonly start: number };

function withoutName(
  { path }: Commented,
  { span }: Comment,
  names: readonly Named[],
  index: number,
): readonly TextEdit[] {
  const [before, own, next] = [names[index - 1], names[index], names[index + 1]];
  if (!own) return [];
  const end = own.start + own.name.length;
  const [from, to] = next ? [own.start, next.start] : [before ? before.start + before.name.length : own.start, end];
  return [{ path, start: span.start + from, end: span.start + to, text: '' }];
}

function namesIn(head: string): readonly Named[] {
  const ignore = /ignore/.exec(head);
  const from = ignore ? ignore.index + ignore[0].length : head.length;
  const matches = [...head.slice(from).matchAll(/[A-Za-z][\w-]*/g)];
  return matches.map((match) => ({ name: match[0], start: from + match.index }));
}

/** A comment of its own means the next line that is not such a comment too, so that several can be stacked. */
function createTargetLines(file: Commented, lines: LineIndex): (comment: Comment) => number {
  const targets = new Map<Comment, number>();
  // The first line of each comment that stands alone, with the line that it means: from the end of the file upwards.
  const alone = new Map<number, number>();
  for (const comment of file.comments.toReversed()) {
    const { line } = lines.placeOf(comment.span.start);
    if (!isAlone(file.text, lines, line, comment.span)) {
      targets.set(comment, line);
      continue;
    }
    const below = lines.placeOf(comment.span.end).line + 1;
    const target = alone.get(below) ?? below;
    targets.set(comment, target);
    alone.set(line, target);
  }
  return (comment) => targets.get(comment) ?? 0;
}

function isAlone(text: string, lines: LineIndex, line: number, span: Span): boolean {
  return text.slice(lines.offsetOf({ line, column: 0 }), span.start).trim() === '';
}
