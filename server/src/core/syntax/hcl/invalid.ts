/** Where an expression belongs and none can be read. */
import type { Span } from '../../base';
import type { Invalid } from './tree';

export function invalid(because: string, at: Span): Invalid {
  return { kind: 'invalid', because, span: at };
}
