/** Words that name something. */
import type { Cursor } from './cursor';
import type { Name } from './tree';

export function takeName(cursor: Cursor): Name {
  const name = { text: cursor.tokenText, span: cursor.tokenSpan };
  cursor.advance();
  return name;
}
