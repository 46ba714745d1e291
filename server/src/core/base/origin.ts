/**
 * Who wrote a value. `at` is the text that wrote it (a literal, a tfvars line, a YAML entry); `via` are the hops from
 * there to where it is used, the last one taken first. The chain is shared, so that a hop costs one small object.
 */
import type { Location } from './span';

export type Origin = { readonly at: Location; readonly via?: Hop | undefined };

/** `note` says what happened at `at`, for related information: `read here by yamldecode`, `for_each`, `local.teams`. */
export type Hop = { readonly at: Location; readonly note: string; readonly before?: Hop | undefined };

export function originAt(at: Location): Origin {
  return { at };
}

export function withHop(origin: Origin, at: Location, note: string): Origin {
  return { at: origin.at, via: { at, note, before: origin.via } };
}

/** The hops, nearest to the use first. */
export function hops(origin: Origin): readonly Hop[] {
  const found: Hop[] = [];
  for (let hop = origin.via; hop; hop = hop.before) found.push(hop);
  return found;
}
