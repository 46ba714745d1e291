/** What the code that access comes from is made of: the blocks of Identity Center, and all that leads to them. */
import { known } from '../../../base';
import * as evaluation from '../../../eval';
import type * as model from '../../../model';
import { missingIn } from '../assignments';
import { resourceAt } from '../resources';
import { collidingKeysIn } from './keys';
import { misplacedArnsIn } from './policy-arns';
import { positionsIn } from './positions';
import { unstableKeysIn } from './unstable-keys';

export function readConfiguration(root: evaluation.EvaluatedRoot): model.Configuration {
  return {
    undeclared: undeclaredIn(root),
    missingKeys: missingKeysIn(root),
    moduleDependencies: moduleDependenciesIn(root),
    positions: positionsIn(root),
    unloaded: unloadedIn(root),
    lookUps: lookUpsIn(root),
    collidingKeys: collidingKeysIn(root),
    unstableKeys: unstableKeysIn(root),
    misplacedArns: misplacedArnsIn(root),
  };
}

export function joinConfigurations(roots: readonly model.Configuration[]): model.Configuration {
  return {
    undeclared: roots.flatMap((root) => root.undeclared),
    missingKeys: roots.flatMap((root) => root.missingKeys),
    moduleDependencies: roots.flatMap((root) => root.moduleDependencies),
    positions: roots.flatMap((root) => root.positions),
    unloaded: roots.flatMap((root) => root.unloaded),
    lookUps: roots.flatMap((root) => root.lookUps),
    collidingKeys: roots.flatMap((root) => root.collidingKeys),
    unstableKeys: roots.flatMap((root) => root.unstableKeys),
    misplacedArns: roots.flatMap((root) => root.misplacedArns),
  };
}

/** On the way to Identity Center's blocks, or among the arguments of a module that has some. */
function undeclaredIn(root: evaluation.EvaluatedRoot): readonly model.UndeclaredReference[] {
  const own = accessBlocks(root);
  const around = new Set(own.flatMap(modulesAround));
  const calls = [...root.calls].filter(([address, call]) => around.has(address) || isAccessModule(call));
  return [
    ...[...dependenciesOf(root, own)].flatMap((address) => root.blocks.get(address)?.undeclared ?? []),
    ...calls.flatMap(([, call]) => call.undeclared),
  ];
}

/** `module.team` and `module.team.module.sso` of `module.team.module.sso.aws_iam_policy.read`. */
function modulesAround(address: string): readonly string[] {
  const steps = address.split('.');
  const count = steps.findIndex((step, index) => index % 2 === 0 && step !== 'module');
  return steps.slice(0, count).flatMap((_, index) => (index % 2 === 1 ? [steps.slice(0, index + 1).join('.')] : []));
}

/** Addresses of the blocks of Identity Center. */
export function accessBlocks(root: evaluation.EvaluatedRoot): readonly string[] {
  return [...root.blocks.keys()].filter((address) => /(^|\.)aws_(ssoadmin|identitystore)_/.test(address));
}

function isAccess(type: string): boolean {
  return /^aws_(ssoadmin|identitystore)_/.test(type);
}

/** A module that is called so holds access also where its code is not here. */
function isAccessModule({ source }: evaluation.CallBlock): boolean {
  return /(^|[-_/])(aws-sso|sso|iam-identity-center|identity-center|identitystore|permission-sets?)([-_/.?]|$)/i.test(
    source,
  );
}

function dependenciesOf(root: evaluation.EvaluatedRoot, start: readonly string[]): ReadonlySet<string> {
  const found = new Set(start);
  for (const address of found) {
    const block = root.blocks.get(address);
    for (const next of [...(block?.references ?? []), ...(block?.dependsOn ?? [])]) found.add(next);
  }
  return found;
}

/** Missing keys of an assignment's set and principal are reported with the assignment. */
function missingKeysIn(root: evaluation.EvaluatedRoot): readonly model.MissingKeyOf[] {
  const own = root.instances.filter(({ type, unknownExpansion }) => isAccess(type) && unknownExpansion === undefined);
  return own.flatMap((instance) =>
    [...instance.attributes].flatMap(([attribute, value]) =>
      isReportedElsewhere(root, instance, attribute) ? [] : [...keysMissedIn(value)],
    ),
  );
}

function isReportedElsewhere(root: evaluation.EvaluatedRoot, instance: evaluation.ResourceInstance, attribute: string) {
  const isAssignment = instance.type === 'aws_ssoadmin_account_assignment';
  return isAssignment && missingIn(root, instance, attribute) !== undefined;
}

function* keysMissedIn(value: evaluation.Value): Generator<model.MissingKeyOf> {
  for (const part of evaluation.valuesIn(value, (it) => !('rest' in it && it.rest))) {
    if (part.kind !== 'unknown' || !part.missing || part.isError !== true) continue;
    const { key, keys, of } = part.missing;
    yield { key: known(key.value, key.origin), keys, of: of === '' ? undefined : of };
  }
}

function moduleDependenciesIn(root: evaluation.EvaluatedRoot): readonly model.ModuleDependency[] {
  return [...root.calls].flatMap(([address, { dependsOn }]) => {
    if (!dependsOn) return [];
    const named = [...dependsOn.blocks].map((block) => resourceAt(root, block));
    return [{ address, root: root.path, origin: { at: dependsOn.at }, dependsOn: new Set(named) }];
  });
}

/** Only what access comes from: an empty list of buckets is nothing to us. */
function unloadedIn(root: evaluation.EvaluatedRoot): readonly model.UnloadedValue[] {
  if (root.unloaded.length === 0) return [];
  const dependencies = [...dependenciesOf(root, accessBlocks(root))];
  const variables = new Set(dependencies.flatMap((address) => [...(root.blocks.get(address)?.inputs ?? [])]));
  return root.unloaded.filter(({ variable }) => variables.has(variable));
}

/** Arguments that say who, what and where. */
const identities = new Set(['permission_set_arn', 'principal_id', 'target_id', 'group_id', 'member_id']);

function lookUpsIn(root: evaluation.EvaluatedRoot): readonly model.LookUp[] {
  const own = accessBlocks(root).flatMap((address) => root.blocks.get(address)?.lookUps ?? []);
  return own.filter(({ argument }) => identities.has(argument));
}
