/** The fix for a name that is written where a reference belongs: Terraform orders by references only. */
import { hops } from '../../base';
import type { Fix, Located } from './rule';

type Addressed = Located & { readonly address: string };

/** `block` is the block whose argument `name` is. */
export type WrittenName = { readonly name: Located; readonly block: Addressed };

/** Where the name is a literal in the block itself, and what it names stands in the same module. */
export function referenceFix(target: Addressed, attribute: string, { name, block }: WrittenName): readonly Fix[] {
  const [module, text] = splitAddress(target.address);
  if (!isWrittenIn(name, block) || splitAddress(block.address)[0] !== module || !text.startsWith('aws_')) return [];
  const change = { kind: 'rewrite', places: [{ at: name, with: [`${text}.${attribute}`] }] } as const;
  return [{ title: `Refer to ${text}`, safe: false, change }];
}

/** `module.team["a"].` and what follows in that module. */
function splitAddress(address: string): readonly [module: string, inside: string] {
  const module = /^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)*/.exec(address)?.[0] ?? '';
  return [module, address.slice(module.length)];
}

/** And not in a local or `for_each` that others may use. */
function isWrittenIn({ origin: name }: Located, { origin: block }: Located): boolean {
  const isHere = name.at.path === block.at.path && name.at.start > block.at.end;
  return isHere && hops(name).every(({ at }) => at.path === block.at.path && at.start === block.at.start);
}
