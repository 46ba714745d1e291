/** Where an expression belongs and none can be read. */
import type { Span } from '../../../base';
import type { IncompleteExpression } from '../../../reasons';
import type { Invalid } from '../tree/tree';

export function invalid(because: IncompleteExpression, at: Span): Invalid {
  return { kind: 'invalid', because, span: at };
}
