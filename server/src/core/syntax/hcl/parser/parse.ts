/** From text to tree. Sound text is read once, exactly as Terraform reads it; broken text a second time, to save what is sound. */
import { type Problem, runToEnd, type SourceFile } from '../../../base';
import type { ProblemReason } from '../../../reasons';
import { isJson, parseJson } from '../json/parse-json';
import { comments } from '../scanner/comments';
import { type ScanMode, scan } from '../scanner/scan';
import type { Body, File } from '../tree/tree';
import { parseFileBody } from './body';
import { Cursor } from './cursor';
import { parseExpression } from './expression';

/**
 * In UTF-16 units. Its tree takes up to 50 times as much memory, and while somebody types there are two of them; beside that
 * no file that people write is nearly as long.
 */
export const maxTextLength = 2_000_000;

/** Never fails: what cannot be read stands in the tree as `Invalid`, with a problem beside it. */
export function parse(file: SourceFile): File {
  return runToEnd(parseSteps(file));
}

/** A file of the folder, in slices, for whoever has other things to do meanwhile; one that is too long is not read. */
export function* parseDocument(file: SourceFile): Generator<void, File> {
  return file.text.length > maxTextLength ? unread(file) : yield* parseSteps(file);
}

function* parseSteps(file: SourceFile): Generator<void, File> {
  if (isJson(file.path)) return parseJson(file);
  const exact = yield* read(file, 'exact');
  if (exact.problems.length === 0) return exact;
  const recovered = yield* read(file, 'recovering');
  return recovered.problems.length > 0 ? recovered : { ...recovered, problems: exact.problems };
}

/** A file that is not read is one with a problem: what it may declare is not known. */
function unread({ path, text }: SourceFile): File {
  const body: Body = { attributes: [], blocks: [], span: { start: 0, end: text.length } };
  const reason: ProblemReason = { kind: 'text-too-long', limit: maxTextLength };
  return { path, body, problems: [{ at: { path, start: 0, end: 0 }, reason }], comments: [] };
}

const tokensWorthASlice = 20_000;

function* read(file: SourceFile, mode: ScanMode): Generator<void, File> {
  const tokens = scan(file.text, mode);
  if (tokens.count > tokensWorthASlice) yield;
  const cursor = new Cursor({ ...file, tokens, mode, parseExpression });
  const body: Body = yield* parseFileBody(cursor);
  const problems: readonly Problem[] = cursor.problems.toSorted((a, b) => a.at.start - b.at.start);
  return { path: file.path, body, problems, comments: comments(file.text, tokens) };
}
