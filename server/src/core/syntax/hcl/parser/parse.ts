/** From text to tree. Sound text is read once, exactly as Terraform reads it; broken text a second time, to save what is sound. */
import type { Problem, SourceFile } from '../../../base';
import { isJson, parseJson } from '../json/parse-json';
import { comments } from '../scanner/comments';
import { type ScanMode, scan } from '../scanner/scan';
import type { Body, File } from '../tree/tree';
import { parseFileBody } from './body';
import { Cursor } from './cursor';
import { parseExpression } from './expression';

/** Never fails: what cannot be read stands in the tree as `Invalid`, with a problem beside it. */
export function parse(file: SourceFile): File {
  if (isJson(file.path)) return parseJson(file);
  const exact = read(file, 'exact');
  if (exact.problems.length === 0) return exact;
  const recovered = read(file, 'recovering');
  return recovered.problems.length > 0 ? recovered : { ...recovered, problems: exact.problems };
}

function read(file: SourceFile, mode: ScanMode): File {
  const tokens = scan(file.text, mode);
  const cursor = new Cursor({ ...file, tokens, mode, parseExpression });
  const body: Body = parseFileBody(cursor);
  const problems: readonly Problem[] = cursor.problems.toSorted((a, b) => a.at.start - b.at.start);
  return { path: file.path, body, problems, comments: comments(file.text, tokens) };
}
