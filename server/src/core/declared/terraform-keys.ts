/** Keys of `for_each` that Terraform refuses, where resources of Identity Center, or modules that hold some, are made. */
import type * as evaluation from '../eval';
import type * as model from '../model';

export function collidingKeysIn(root: evaluation.EvaluatedRoot): readonly model.CollidingKey[] {
  return accessKeysIn(root).flatMap(({ block, at, collisions }) =>
    collisions.map(({ key, first, second }) => ({
      key,
      origin: second,
      first: { origin: first },
      forEach: { origin: { at } },
      block,
    })),
  );
}

function accessKeysIn({ keys, blocks }: evaluation.EvaluatedRoot): readonly evaluation.Keys[] {
  if (keys.length === 0) return [];
  const own = [...blocks.keys()].filter((address) => /(^|\.)aws_(ssoadmin|identitystore)_/.test(address));
  return keys.filter(({ block }) => own.some((it) => it === block || it.startsWith(`${block}.`)));
}
