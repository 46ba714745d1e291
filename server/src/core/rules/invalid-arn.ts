import { originAt } from '../base';
import type * as model from '../model';
import { lastReference } from './support/places';
import { managedArns } from './support/policies/attached-policies';
import { defineRule, type Located, type Note } from './support/rule';

/** SSO Admin API, `ManagedPolicyArn` and `PermissionSetArn`, with both ends tied. */
const managedPolicy = /^arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((\/[A-Za-z0-9.,+@=_-]+)*)\/([A-Za-z0-9.,+=@_-]+)$/;
const permissionSet =
  /^arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet\/(sso)?ins-[a-zA-Z0-9-.]{16}\/ps-[a-zA-Z0-9-./]{16}$/;

export const invalidArn = defineRule({
  name: 'invalid-arn',
  summary: 'The ARN of an AWS managed policy or of a permission set is malformed.',
  severity: 'error',
  reads: ['declared'],

  check({ declared }, report) {
    for (const arn of managedArns(declared)) {
      if (!managedPolicy.test(arn.value)) report(arn, { message: `"${arn.value}" ${reasonAgainst(arn.value)}` });
    }
    for (const { permissionSetArn, permissionSet: name } of declared.assignments.all) {
      if (permissionSetArn === undefined || permissionSet.test(permissionSetArn)) continue;
      report(name, { message: `"${permissionSetArn}" is no ARN of a permission set` });
    }
    for (const misplaced of declared.configuration?.misplacedArns ?? []) report(...noteOnPolicy(misplaced));
  },
});

function reasonAgainst(arn: string): string {
  const account = /^arn:[^:]*:iam::(\d+):policy\//.exec(arn)?.[1];
  if (account !== undefined) {
    return `belongs to the account ${account}: a customer managed policy is attached by its name, not by ARN`;
  }
  if (!arn.startsWith('arn:')) return 'is no ARN: AWS managed policies begin with arn:aws:iam::aws:policy/';
  return 'is no ARN of an AWS managed policy, as in arn:aws:iam::aws:policy/ReadOnlyAccess';
}

/** It stands where the code refers to the policy. */
function noteOnPolicy(misplaced: model.MisplacedArn): [Located, Note] {
  const hop = lastReference(misplaced);
  const message = `this is the ARN of ${misplaced.policy}: a customer managed policy is attached by its name, not by ARN`;
  return [
    hop ? { origin: originAt(hop.at) } : misplaced,
    { message, related: [{ at: misplaced, message: misplaced.policy }] },
  ];
}
