/** Customer managed policies the code creates, and the account each lands in. */
import { isKnown, type Maybe, unknown } from '../../base';
import type * as evaluation from '../../eval';
import type * as model from '../../model';
import { type Reading, workingAccount } from './accounts';
import { resourceOf } from './resources';
import { optionalText, unknownFacts } from './values';

export type PoliciesRead = {
  readonly policies: readonly model.Policy[];
  readonly unknowns: readonly model.UnknownFact[];
};

export function readPolicies(reading: Reading): PoliciesRead {
  const own = reading.root.instances.filter((it) => it.mode === 'managed' && it.type === 'aws_iam_policy');
  const policies = own.map((instance) => policyOf(reading, instance));
  const unknowns = own.flatMap((instance, index) => {
    const { name, path, account } = policies[index] ?? {};
    return unknownFacts(instance, { name, path, account });
  });
  return { policies, unknowns };
}

/** The path is `/` where none is written; a prefix leaves the name to the provider (AWS provider documentation). */
function policyOf(reading: Reading, instance: evaluation.ResourceInstance): model.Policy {
  return {
    name: optionalText(instance, 'name') ?? unknown({ kind: 'generated-name' }, instance.origin),
    path: optionalText(instance, 'path') ?? { value: '/', origin: instance.origin },
    document: optionalText(instance, 'policy'),
    account: ownAccount(instance) ?? workingAccount(reading, instance),
    address: instance.address,
    origin: instance.origin,
    resource: resourceOf(reading.root, instance),
  };
}

/** A policy that exists says in its ARN which account it is in. */
function ownAccount(instance: evaluation.ResourceInstance): Maybe<string> | undefined {
  const arn = optionalText(instance, 'arn');
  const account = arn && isKnown(arn) ? /^arn:[^:]*:iam::(\d{12}):/.exec(arn.value)?.[1] : undefined;
  return account === undefined ? undefined : { value: account, origin: instance.provider?.origin ?? instance.origin };
}
