import { isKnown } from '../base';
import { customerReferences, isBareName } from './attached-policies';
import { defineRule, replaceValue } from './rule';

/** The reference is a name and a path, each in its own field; the account is whichever the set is assigned to. */
export const policyArnAsName = defineRule({
  name: 'policy-arn-as-name',
  summary: 'A customer managed policy reference has an ARN, or a path and name, where the bare name belongs.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const { name } of customerReferences(declared)) {
      if (!isKnown(name) || isBareName(name.value)) continue;
      const { value } = name;
      const bare = value.split('/').at(-1) ?? '';
      report(name, {
        message: messageOn(value, bare),
        fixes: () => (isBareName(bare) && bare !== '' && !isAwsManaged(value) ? [replaceValue(bare)] : []),
      });
    }
  },
});

function isAwsManaged(value: string): boolean {
  return /^arn:[^:]*:iam::aws:/.test(value);
}

function messageOn(value: string, bare: string): string {
  if (isAwsManaged(value)) return `"${value}" is an AWS managed policy: it is attached by its ARN, not as a customer's`;
  const what = value.startsWith('arn:') ? 'an ARN' : 'a path and a name';
  return `"${value}" is ${what}: a customer managed policy is referred to by its bare name "${bare}"`;
}
