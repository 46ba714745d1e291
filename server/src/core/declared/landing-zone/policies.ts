/** `policySets`: customer managed policies that the accelerator makes in every target account. */
import { isKnown, known, type Maybe, type Unknown, unknown } from '../../base';
import type * as model from '../../model';
import * as yaml from '../../syntax/yaml';
import type { ZoneAccounts } from './accounts';
import { readTargets } from './targets';
import { type Config, itemsIn, labelOf, textIn, valueAt } from './values';

export function readPolicySet(
  config: Config,
  node: yaml.Node,
  { accounts, organization }: { readonly accounts: ZoneAccounts; readonly organization: string },
): readonly model.Policy[] {
  const { targets, open } = readTargets(config, valueAt(node, 'deploymentTargets'), accounts);
  const places: readonly Place[] = [...targets, ...open.map((account) => ({ account }))];
  return itemsIn(config, valueAt(node, 'policies')).items.flatMap((policy) => {
    const origin = { at: yaml.locationOf(config, policy) };
    const name = textIn(config, valueAt(policy, 'name')) ?? unknown({ kind: 'nameless', what: 'policy' }, origin);
    const made = {
      name,
      path: known('/', name.origin),
      documentName: documentName(textIn(config, valueAt(policy, 'policy'))),
      address: `policySets.${labelOf(name)}`,
      origin: name.origin,
      organization,
    };
    return placesOr(places, origin).map(({ account, accountName }) => ({ ...made, account, accountName }));
  });
}

function documentName(file: Maybe<string> | undefined): string | undefined {
  return file && isKnown(file) ? /([^/]+?)(\.json)?$/.exec(file.value)?.[1] : undefined;
}

type Place = Pick<model.Policy, 'account' | 'accountName'>;

/** Where its targets come to none, the policy is written all the same. */
function placesOr(places: readonly Place[], origin: Unknown['origin']): readonly Place[] {
  return places.length > 0 ? places : [{ account: unknown({ kind: 'policy-without-targets' }, origin) }];
}
