/** Keys of `for_each`, and counts, that the plan does not know where the resources they are made of are new. */
import { rowOf } from '../../../base';
import * as evaluation from '../../../eval';
import type * as model from '../../../model';
import { accessKeysIn } from './keys';

export function unstableKeysIn(root: evaluation.EvaluatedRoot): readonly model.UnstableKeys[] {
  return accessKeysIn(root).flatMap(({ open, at, block, by }) =>
    open.flatMap((key) => {
      const attributes = key.attributeDependencies.filter((symbol) => isMadeByApply(root, symbol));
      if (attributes.length === 0) return [];
      const attributeDependencies = attributes.map((symbol) => attributeAt(root, symbol));
      return [{ origin: { at: key.at }, block, by, expansion: { origin: { at } }, attributeDependencies }];
    }),
  );
}

function attributeAt({ byAddress }: evaluation.EvaluatedRoot, { instance, attribute }: evaluation.Symbol) {
  const steps = attribute.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  const at = byAddress.get(instance)?.origin.at ?? { path: '', start: 0, end: 0 };
  return { text: `${instance}${steps.join('')}`, origin: { at } };
}

/** What stands for any number of resources may stand for none; what is imported is there before the first plan. */
function isMadeByApply(
  root: evaluation.EvaluatedRoot,
  symbol: evaluation.Symbol,
  asked: ReadonlySet<string> = new Set(),
): boolean {
  const instance = root.byAddress.get(symbol.instance);
  if (!instance || instance.unknownExpansion !== undefined || asked.has(symbol.instance)) return false;
  if (!isGivenByAws(instance.type, symbol.attribute)) return false;
  if (instance.mode === 'managed') return root.blocks.get(instance.resource)?.isImported === false;
  const before = new Set([...asked, symbol.instance]);
  return isReadInApply(root, instance, (it) => isMadeByApply(root, it, before));
}

/** A data source whose arguments are not known, or that is told to wait for what is made, is read in the apply only. */
function isReadInApply(
  root: evaluation.EvaluatedRoot,
  { attributes, resource }: evaluation.ResourceInstance,
  isMade: (symbol: evaluation.Symbol) => boolean,
): boolean {
  if ([...attributes.values()].some((value) => evaluation.dependenciesIn(value).some(isMade))) return true;
  const waitsFor = [...(root.blocks.get(resource)?.dependsOn ?? [])];
  return waitsFor.some((address) => isNew(root, address));
}

function isNew(root: evaluation.EvaluatedRoot, address: string): boolean {
  const block = root.blocks.get(address);
  const made = root.instances.filter(({ resource }) => resource === address);
  const isThere = made.some(({ unknownExpansion }) => unknownExpansion === undefined);
  return block?.mode === 'managed' && !block.isImported && isThere;
}

/** Attributes that nobody else can say (AWS provider documentation); others may be known without having been written. */
function isGivenByAws(type: string, [attribute, ...rest]: evaluation.Symbol['attribute']): boolean {
  if (rest.length > 0) return false;
  if (attribute === 'id' || attribute === 'arn') return type.startsWith('aws_') || type === 'terraform_data';
  return rowOf(given, type) === attribute;
}

const given: Readonly<Record<string, string>> = {
  aws_identitystore_group: 'group_id',
  aws_identitystore_group_membership: 'membership_id',
  aws_identitystore_user: 'user_id',
};
