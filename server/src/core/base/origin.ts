/**
 * Who wrote a value. `at` is the text that wrote it (a literal, a tfvars line, a YAML entry); `via` are the hops from
 * there to where it is used, the last one taken first. The chain is shared, so that a hop costs one small object.
 */
import type { HopStep } from '../reasons';
import type { Location } from './span';

/**
 * `chosenBy`: who chose the value, where it is written elsewhere: the `local.accounts.prod` of a list, or the key
 * `"Admin"` that picked one of several permission sets.
 */
export type Origin = { readonly at: Location; readonly via?: Hop | undefined; readonly chosenBy?: Origin | undefined };

/** `step` says what happened at `at`. */
export type Hop = { readonly at: Location; readonly step: HopStep; readonly before?: Hop | undefined };

export function originAt(at: Location): Origin {
  return { at };
}

export function withHop(origin: Origin, at: Location, step: HopStep): Origin {
  const { chosenBy } = origin;
  const via = { at, step, before: origin.via };
  return chosenBy ? { at: origin.at, via, chosenBy } : { at: origin.at, via };
}

export function withChoice(origin: Origin, chosenBy: Origin): Origin {
  return { at: origin.at, via: origin.via, chosenBy };
}

/** Everybody who had a say in the value, the last one to choose first, the author of its text last. */
export function authors(origin: Origin): readonly Origin[] {
  const found: Origin[] = [];
  for (let by: Origin | undefined = origin; by; by = by.chosenBy) found.push(by);
  return found.toReversed();
}

/** The hops, nearest to the use first. */
export function hops(origin: Origin): readonly Hop[] {
  const found: Hop[] = [];
  for (let hop = origin.via; hop; hop = hop.before) found.push(hop);
  return found;
}
