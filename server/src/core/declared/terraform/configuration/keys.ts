/** Keys of `for_each` that two items have, where resources of Identity Center, or modules that hold some, are made. */
import type * as evaluation from '../../../eval';
import type * as model from '../../../model';
import { differenceOf, identityText } from '../identity';

export function collidingKeysIn(root: evaluation.EvaluatedRoot): readonly model.CollidingKey[] {
  const all = accessKeysIn(root);
  const refused = all.flatMap((keys) => keys.collisions.map((collision) => colliding(keys, collision)));
  return [...refused, ...(all.some(({ replaced }) => replaced.length > 0) ? replacedIn(root, all) : [])];
}

/** What is made under another key all the same is not lost. */
function replacedIn(root: evaluation.EvaluatedRoot, all: readonly evaluation.Keys[]): readonly model.CollidingKey[] {
  const made = new Set(root.instances.flatMap((instance) => identityText(root, instance) ?? []));
  return all.flatMap((keys) =>
    keys.replaced.flatMap((replaced) => {
      const own = replaced.instances.filter(({ mode, resource }) => mode === 'managed' && isAccess(resource));
      const gone = own.filter((instance) => !made.has(identityText(root, instance) ?? ''));
      const [lost] = gone.flatMap((instance) => lostIn(root, instance) ?? []);
      return lost ? [{ ...colliding(keys, replaced), lost }] : [];
    }),
  );
}

function colliding({ at, block }: evaluation.Keys, { key, first, second }: evaluation.Collision): model.CollidingKey {
  return { key, origin: second, first: { origin: first }, forEach: { origin: { at } }, block, lost: undefined };
}

export function accessKeysIn({ keys, blocks }: evaluation.EvaluatedRoot): readonly evaluation.Keys[] {
  if (keys.length === 0) return [];
  const own = [...blocks.keys()].filter((address) => isAccess(address));
  return keys.filter(({ block }) => own.some((it) => it === block || it.startsWith(`${block}.`)));
}

function isAccess(address: string): boolean {
  return /(^|\.)aws_(ssoadmin|identitystore)_/.test(address);
}

/** Certainly made no longer: something else has its address, or nothing has. */
function lostIn(root: evaluation.EvaluatedRoot, instance: evaluation.ResourceInstance): model.LostItem | undefined {
  const { address } = instance;
  const kept = root.byAddress.get(address);
  const difference = kept && differenceOf(root, instance, kept);
  if (kept) return difference && { address, difference };
  return isAbsent(root, instance) ? { address, difference: undefined } : undefined;
}

/** Where all the keys are known, there and here. */
function isAbsent(root: evaluation.EvaluatedRoot, instance: evaluation.ResourceInstance): boolean {
  const siblings = root.instances.filter((it) => it.resource === instance.resource && it.module === instance.module);
  return [instance, ...siblings].every(
    ({ unknownExpansion, key }) => unknownExpansion === undefined && key?.kind !== 'unknown',
  );
}
