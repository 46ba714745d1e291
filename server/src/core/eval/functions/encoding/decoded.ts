/** Where decoded values stand: inside the file when the text is a whole file, at the call otherwise. */
import { type Hop, locationIn, type Origin, type Span } from '../../../base';
import type { HopStep } from '../../../reasons';
import type { Value } from '../../value/value';
import type { CallSite } from '../function';

export type Places = {
  readonly path: string;
  readonly text: string;
  readonly originAt: (span: Span) => Origin;
};

export function placesOf(source: Value | undefined, site: CallSite): Places {
  const text = source?.kind === 'string' ? source.value : '';
  const file = source?.kind === 'string' ? source.wholeFile : undefined;
  if (file === undefined) return { path: site.origin.at.path, text, originAt: () => site.origin };
  const step: HopStep = { kind: 'decoded', function: site.name };
  const via: Hop = { at: site.origin.at, step, before: undefined };
  return { path: file, text, originAt: (span) => ({ at: locationIn(file, span), via }) };
}
