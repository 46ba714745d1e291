/**
 * Who wrote a value. `at` is the text that wrote it (a literal, a tfvars line, a YAML entry); `via` are the hops from
 * there to where it is used, the last one taken first. The chain is shared, so that a hop costs one small object.
 */
import type { HopStep } from '../reasons';
import type { Location } from './span';

export type Origin = { readonly at: Location; readonly via?: Hop | undefined };

/** `step` says what happened at `at`. */
export type Hop = { readonly at: Location; readonly step: HopStep; readonly before?: Hop | undefined };

export function originAt(at: Location): Origin {
  return { at };
}

export function withHop(origin: Origin, at: Location, step: HopStep): Origin {
  return { at: origin.at, via: { at, step, before: origin.via } };
}

/** The hops, nearest to the use first. */
export function hops(origin: Origin): readonly Hop[] {
  const found: Hop[] = [];
  for (let hop = origin.via; hop; hop = hop.before) found.push(hop);
  return found;
}
