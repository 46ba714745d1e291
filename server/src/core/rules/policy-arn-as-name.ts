import { isKnown, originAt } from '../base';
import type * as model from '../model';
import { lastReference } from './support/places';
import { customerReferences, isBareName } from './support/policies/attached-policies';
import { correctValue, defineRule, type Fix, type Located, type Note, replaceValue } from './support/rule';

/** The reference is a name and a path, each in its own field; the account is whichever the set is assigned to. */
export const policyArnAsName = defineRule({
  name: 'policy-arn-as-name',
  summary: 'A customer managed policy reference has an ARN, or a path and name, where the bare name belongs.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check({ declared }, report) {
    for (const reference of customerReferences(declared)) {
      const { name, nameIsArnOf } = reference;
      if (nameIsArnOf !== undefined) report(...noteOnArn(reference, nameIsArnOf));
      if (!isKnown(name) || isBareName(name.value)) continue;
      const { bare } = partsOf(name.value);
      const canFix = isBareName(bare) && bare !== '' && !isAwsManaged(name.value);
      report(name, {
        message: messageOn(name.value, bare),
        fixes: () => (canFix ? fixesFor(reference, partsOf(name.value)) : []),
      });
    }
  },
});

type Parts = { readonly path: string; readonly bare: string };

/** `arn:aws:iam::111122223333:policy/team/reader` and `team/reader` are the path `/team/` and the name `reader`. */
function partsOf(value: string): Parts {
  const segments = value.replace(/^arn:[^/]*\//, '').split('/');
  const bare = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1).filter((it) => it !== '');
  return { path: folders.length === 0 ? '/' : `/${folders.join('/')}/`, bare };
}

/** The path that is written in front of the name is the policy's, unless the reference has another one. */
function fixesFor({ name, path, origin }: model.PolicyReference, { path: right, bare }: Parts): readonly Fix[] {
  if (isKnown(path) && path.value === right) return [correctValue(bare)];
  // A name that comes from elsewhere has no place for a path beside it; nor has a bare text in a list, which the edit knows.
  const isUnwritten = path.origin === origin || path.origin === name.origin;
  if (!isUnwritten || name.origin.via !== undefined) return [replaceValue(bare)];
  const changes = [
    { kind: 'replace-value', with: bare } as const,
    { kind: 'add-attribute', name: 'path', value: right, at: { origin } } as const,
  ];
  const title = `Change to "${bare}" at the path "${right}"`;
  return [{ title, safe: true, change: { kind: 'all', changes } }, replaceValue(bare)];
}

function isAwsManaged(value: string): boolean {
  return /^arn:[^:]*:iam::aws:/.test(value);
}

/** It stands where the code refers to the policy, if that place is known. */
function noteOnArn(reference: model.PolicyReference, policy: string): [Located, Note] {
  const hop = lastReference(reference.name);
  const at = hop ? { origin: originAt(hop.at) } : reference;
  const text = hop?.name.replace(/\.(arn|id)$/, '.name');
  const message = `this is the ARN of ${policy}: a customer managed policy is referred to by its bare name`;
  return [
    at,
    { message, related: [{ at: reference.name, message: policy }], fixes: () => (text ? [nameInstead(at, text)] : []) },
  ];
}

function nameInstead(at: Located, text: string): Fix {
  return { title: `Change to ${text}`, safe: false, change: { kind: 'rewrite', places: [{ at, with: [text] }] } };
}

function messageOn(value: string, bare: string): string {
  if (isAwsManaged(value)) return `"${value}" is an AWS managed policy: it is attached by its ARN, not as a customer's`;
  const what = value.startsWith('arn:') ? 'an ARN' : 'a path and a name';
  return `"${value}" is ${what}: a customer managed policy is referred to by its bare name "${bare}"`;
}
