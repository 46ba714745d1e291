/** How one block can be told to wait for another. */
import type * as model from '../../model';

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
