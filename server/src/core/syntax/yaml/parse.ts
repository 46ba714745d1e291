/**
 * Text to tree, by the `yaml` package's lexer, parser and composer, fed token by token so that we can see comments with
 * their places and stop at absurd depths before anything recurses.
 */
import { type Document as ComposedDocument, Composer, CST, Lexer, Parser } from 'yaml';
import { locationIn, type Problem, type SourceFile, span } from '../../base';
import type { ProblemReason } from '../../reasons';
import { convertDocument } from './convert';
import { problemOf } from './problem-kind';
import type { Comment, Document, File } from './tree';

/** Composing a million characters takes about a second, and nothing else can happen meanwhile. */
export const maxTextLength = 1_000_000;

/** The composer recurses; its own stack ends somewhere beyond 800 levels. No access definition is nested this deeply. */
export const maxDepth = 200;

/** Never throws: what is broken is in `problems`, and the rest of the file is still a tree. */
export function parse(file: SourceFile): File {
  if (file.text.length > maxTextLength) return unread(file);
  const composed = compose(file);
  const converted = composed.documents.map((document) => convertDocument(file.path, document));
  const documents: readonly Document[] = converted.map((it) => it.value);
  const problems = [...composed.problems, ...converted.flatMap((it) => it.problems)];
  return { path: file.path, text: file.text, documents, problems: inOrder(problems), comments: composed.comments };
}

function unread({ path, text }: SourceFile): File {
  const reason: ProblemReason = { kind: 'yaml-too-long', limit: maxTextLength };
  return { path, text, documents: [], problems: [{ at: { path, start: 0, end: 0 }, reason }], comments: [] };
}

type Composed = {
  readonly documents: readonly ComposedDocument.Parsed[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
};

/**
 * `quotes` knows where a quoted text that ends here began: a quote that is never closed is best shown where it stands.
 * The failsafe schema resolves nothing: a plain scalar stays what was written, and every tag is only a name.
 * Unique keys are checked in a walk of our own, since the composer compares each key with all others.
 */
function compose({ path, text }: SourceFile): Composed {
  const composer = new Composer({ schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, logLevel: 'silent' });
  const parser = new Parser();
  const documents: ComposedDocument.Parsed[] = [];
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  const quotes = new Map<number, number>();
  let afterScalarMark = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!afterScalarMark && lexeme.startsWith('#')) comments.push(commentAt(parser.offset, lexeme));
    if (/^["']/.test(lexeme)) quotes.set(parser.offset + lexeme.length, parser.offset);
    afterScalarMark = lexeme === CST.SCALAR;
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
    if (parser.stack.length > maxDepth) {
      const at = { path, start: parser.offset, end: parser.offset };
      problems.push({ at, reason: { kind: 'yaml-nested-deeper', limit: maxDepth } });
      break;
    }
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(false, text.length));
  for (const error of documents.flatMap((document) => document.errors)) {
    const [start, end] = error.pos;
    const opened = error.message.startsWith('Missing closing') ? quotes.get(start) : undefined;
    const at = locationIn(path, opened === undefined ? span(start, end) : span(opened, opened + 1));
    problems.push({ at, reason: problemOf(error.code, error.message) });
  }
  return { documents, comments, problems };
}

function commentAt(start: number, lexeme: string): Comment {
  return { span: span(start, start + lexeme.length), text: lexeme.slice(1).trim() };
}

/** One place, one problem: the composer often adds a second one that only follows from the first. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  return sorted.filter((problem, index) => index === 0 || sorted[index - 1]?.at.start !== problem.at.start);
}
