/** Access that is told apart by its place in a list, by its own `count` or by that of a module around it. */
import type * as evaluation from '../../../eval';
import type * as model from '../../../model';

/** What people lose for a while when Terraform makes it anew; the gravest first. */
const types: readonly (readonly [model.PositionedKind, RegExp])[] = [
  ['assignments', /^aws_ssoadmin_account_assignment$/],
  ['group memberships', /^aws_identitystore_group_membership$/],
  ['policy attachments', /^aws_ssoadmin_(managed_policy|customer_managed_policy)_attachment$/],
];

export function positionsIn(root: evaluation.EvaluatedRoot): readonly model.Positions[] {
  return [...ofBlocks(root), ...ofCalls(root)];
}

function ofBlocks(root: evaluation.EvaluatedRoot): readonly model.Positions[] {
  return [...root.blocks].flatMap(([address, { positions }]) => {
    const kind = positions && kindOf(typeOf(address));
    return kind
      ? positionsOf(
          positions,
          kind,
          madeBy(root, (it) => it === address, kind),
        )
      : [];
  });
}

/** A module's copies are told apart once, whatever they hold. */
function ofCalls(root: evaluation.EvaluatedRoot): readonly model.Positions[] {
  return [...root.calls].flatMap(([address, { positions }]) => {
    if (!positions) return [];
    const isInside = (it: string) => it.startsWith(`${address}.`);
    const inside = new Set([...root.blocks.keys()].filter(isInside).map((it) => kindOf(typeOf(it))));
    const kind = types.map(([name]) => name).find((name) => inside.has(name));
    return kind ? positionsOf(positions, kind, madeBy(root, isInside, kind)) : [];
  });
}

function typeOf(address: string): string {
  return address.split('.').at(-2) ?? '';
}

function kindOf(type: string): model.PositionedKind | undefined {
  return types.find(([, pattern]) => pattern.test(type))?.[0];
}

function madeBy(
  root: evaluation.EvaluatedRoot,
  isMeant: (resource: string) => boolean,
  kind: model.PositionedKind,
): readonly evaluation.ResourceInstance[] {
  return root.instances.filter(
    ({ mode, type, resource }) => mode === 'managed' && kindOf(type) === kind && isMeant(resource),
  );
}

/** A `count` that goes through no list, and makes but one or none, is a switch. A module may be called with more. */
function positionsOf(
  positions: evaluation.Positions,
  kind: model.PositionedKind,
  made: readonly evaluation.ResourceInstance[],
): readonly model.Positions[] {
  const { origin, isCounting, items } = positions;
  const isKnown = made.every(({ unknownExpansion }) => unknownExpansion === undefined);
  if (!isCounting && (!isKnown || made.length < 2)) return [];
  const count = isKnown && made.length > 0 ? made.length : undefined;
  return [{ origin, kind, count, items: isKnown ? items : undefined }];
}
