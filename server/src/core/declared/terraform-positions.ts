/** Assignments that are told apart by their place in a list, by their own `count` or by that of a module around them. */
import type * as evaluation from '../eval';
import type * as model from '../model';

export function positionsIn(root: evaluation.EvaluatedRoot): readonly model.Positions[] {
  const own = root.instances.filter(
    ({ mode, type }) => mode === 'managed' && type === 'aws_ssoadmin_account_assignment',
  );
  const blocks = [...root.blocks.keys()].filter((address) =>
    /(^|\.)aws_ssoadmin_account_assignment\.[^.]+$/.test(address),
  );
  const calls = [...root.calls].filter(([address]) => blocks.some((it) => it.startsWith(`${address}.`)));
  return [
    ...blocks.flatMap((block) => {
      const made = own.filter(({ resource }) => resource === block);
      return positionsOf(root.blocks.get(block)?.positions, made);
    }),
    ...calls.flatMap(([address, { positions }]) => {
      const made = own.filter(({ resource }) => resource.startsWith(`${address}.`));
      return positionsOf(positions, made);
    }),
  ];
}

/** A `count` that goes through no list, and makes but one or none, is a switch. A module may be called with more. */
function positionsOf(
  positions: evaluation.Positions | undefined,
  made: readonly evaluation.ResourceInstance[],
): readonly model.Positions[] {
  if (!positions) return [];
  const { at, isCounting, items } = positions;
  const isKnown = made.every(({ unknownExpansion }) => unknownExpansion === undefined);
  if (!isCounting && (!isKnown || made.length < 2)) return [];
  const located = (place: evaluation.Positions['at']) => ({ origin: { at: place } });
  return [
    {
      origin: { at },
      assignments: isKnown && made.length > 0 ? made.length : undefined,
      items: items && isKnown ? { list: located(items.list), uses: items.uses.map(located) } : undefined,
    },
  ];
}
