/** How one block can be told to wait for another. */
import type * as model from '../../model';
import type { Fix, Located } from './rule';

/** What the block's own module calls the other: its address there, or that of the module call it is in. */
export function addressFor(
  { address: waiting }: model.Resource,
  { address: awaited }: model.Resource,
): string | undefined {
  const [own, other] = [moduleOf(waiting), moduleOf(awaited)];
  if (other === own) return awaited.slice(own.length);
  const inner = other.startsWith(own) ? /^module\.[^.]+/.exec(other.slice(own.length)) : undefined;
  return inner?.[0];
}

/** `module.team.module.policies.`; empty in the root module. */
function moduleOf(address: string): string {
  return /^(module\.[^.]+\.)*/.exec(address)?.[0] ?? '';
}

/** A `depends_on` of the block at the place; nothing where one of the addresses can't be named there. */
export function waitFor(
  title: string,
  { origin }: Located,
  addresses: readonly (string | undefined)[],
): readonly Fix[] {
  const known = addresses.filter((it) => it !== undefined);
  if (known.length === 0 || known.length < addresses.length) return [];
  const at = { origin: { at: origin.at } };
  return [{ title, safe: false, change: { kind: 'depend-on', addresses: [...new Set(known)], at } }];
}
