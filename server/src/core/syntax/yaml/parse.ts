/**
 * Text to tree, by the `yaml` package's lexer, parser and composer, fed token by token so that we can see comments with
 * their places and stop at absurd depths before anything recurses.
 */
import { type Document as ComposedDocument, Composer, CST, Lexer, Parser } from 'yaml';
import { locationIn, type Outcome, type Problem, runToEnd, type SourceFile, span } from '../../base';
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
  return runToEnd(parseSteps(file));
}

/** The same in slices, for whoever has other things to do meanwhile. */
export function* parseSteps(file: SourceFile): Generator<void, File> {
  if (file.text.length > maxTextLength) return unread(file);
  const composed = yield* compose(file);
  const converted: Outcome<Document>[] = [];
  for (const [index, document] of composed.documents.entries()) {
    converted.push(convertDocument(file.path, document));
    if (index % documentsInSlice === documentsInSlice - 1) yield;
  }
  const documents: readonly Document[] = converted.map((it) => it.value);
  const problems = [...composed.problems, ...converted.flatMap((it) => it.problems)];
  return {
    path: file.path,
    text: file.text,
    documents,
    problems: firstProblems(inOrder(problems)),
    comments: composed.comments,
  };
}

function unread({ path, text }: SourceFile): File {
  const reason: ProblemReason = { kind: 'yaml-too-long', limit: maxTextLength };
  return { path, text, documents: [], problems: [{ at: { path, start: 0, end: 0 }, reason }], comments: [] };
}

/** So many are read within a few milliseconds. */
const lexemesInSlice = 2000;
const documentsInSlice = 100;

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
function* compose({ path, text }: SourceFile): Generator<void, Composed> {
  const composer = new Composer({ schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, logLevel: 'silent' });
  const parser = new Parser();
  const documents: ComposedDocument.Parsed[] = [];
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  const quotes = new Map<number, number>();
  let afterScalarMark = false;
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes % lexemesInSlice === 0) yield;
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

/** Nobody reads more of them; the text they are of is read all the same. */
export const maxProblems = 1000;

export function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  const next = problems[maxProblems];
  if (!next) return problems;
  return [...problems.slice(0, maxProblems), { at: next.at, reason: { kind: 'more-problems', limit: maxProblems } }];
}

function commentAt(start: number, lexeme: string): Comment {
  return { span: span(start, start + lexeme.length), text: lexeme.slice(1).trim() };
}

/** One place, one problem: the composer often adds a second one that only follows from the first. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  return sorted.filter((problem, index) => index === 0 || sorted[index - 1]?.at.start !== problem.at.start);
}
