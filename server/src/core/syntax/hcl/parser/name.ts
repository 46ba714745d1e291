/** Words that name something. */

import type { Name } from '../tree/tree';
import type { Cursor } from './cursor';

export function takeName(cursor: Cursor): Name {
  const name = { text: cursor.tokenText, span: cursor.tokenSpan };
  cursor.advance();
  return name;
}
