/** Comments, freed of their marks. */

import type { Comment } from '../tree/tree';
import { Kind } from './kind';
import type { TokenList } from './token-list';

export function comments(text: string, tokens: TokenList): readonly Comment[] {
  const found: Comment[] = [];
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kinds[index] !== Kind.comment) continue;
    const start = tokens.startOf(index);
    const end = tokens.ends[index] ?? start;
    found.push({ span: { start, end }, text: bare(text.slice(start, end)) });
  }
  return found;
}

function bare(comment: string): string {
  if (comment.startsWith('/*')) return comment.slice(2, -2).trim();
  return comment.slice(comment.startsWith('#') ? 1 : 2).trim();
}
