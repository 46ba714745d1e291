import { isKnown, type Location } from '../base';
import type * as model from '../model';
import { customerReferences } from './support/policies/attached-policies';
import { checkedAtText, type MissingPolicy, missingPolicies, nameIn } from './support/policies/missing-policies';
import { policiesByName } from './support/policies/policies-by-name';
import { defineRule, type Fix, type Report, type RuleContext, replaceValue } from './support/rule';

/** Name and path are looked up together; the path is `/` where none is written, on both sides. */
export const policyPathMismatch = defineRule({
  name: 'policy-path-mismatch',
  summary: 'A customer managed policy is referred to by its right name and a wrong path.',
  severity: 'error',
  reads: ['declared'],
  fixable: true,

  check(context, report) {
    const { declared } = context;
    const { policies } = declared;
    const reported = new Set<Location>();
    const byName = policiesByName(policies);
    for (const reference of customerReferences(declared)) {
      const { name, path } = reference;
      if (!isKnown(name) || !isKnown(path)) continue;
      const sameName = byName.get(name.value) ?? [];
      const paths = sameName.flatMap((it) => (isKnown(it.path) ? [it.path.value] : []));
      const [policy] = sameName;
      if (!policy || paths.length < sameName.length || paths.includes(path.value)) continue;
      const caveat = policies.complete ? '' : '; not every policy can be known here';
      const at = isElsewhere(reference) ? name : path;
      reported.add(at.origin.at);
      report(at, {
        message: `"${name.value}" is at the path ${listed(paths)} (${where(policy)}), not at "${path.value}"${caveat}`,
        severity: policies.complete ? 'error' : 'warning',
        related: sameName.map((it) => ({ at: it.path, message: `"${name.value}" is defined here` })),
        fixes: () => (isElsewhere(reference) ? [] : [...new Set(paths)].map((right) => fixFor(reference, right))),
      });
    }
    // What the code alone shows is said already, at the same place.
    for (const it of missingPolicies(context)) if (!reported.has(it.path.origin.at)) reportChecked(context, it, report);
  },
});

function reportChecked(
  context: RuleContext<'declared'>,
  { reference, name, path, elsewhere }: MissingPolicy,
  report: Report,
) {
  if (elsewhere.accounts === '') return;
  const own = elsewhere.nearby.filter((it) => nameIn(it) === name.value);
  const paths = [...new Set(own.map((it) => it.slice(0, it.length - name.value.length)))];
  const isWritten = path.origin !== reference.origin && path.origin !== name.origin;
  report(path, {
    message: `"${name.value}" is at the path ${listed(paths)} in ${elsewhere.accounts}, not at "${path.value}" (${checkedAtText(context)})`,
    severity: 'error',
    fixes: () => (isWritten ? paths.map((it) => fixFor(reference, it)) : []),
  });
}

function listed(paths: readonly string[]): string {
  return [...new Set(paths)].map((it) => `"${it}"`).join(' or ');
}

function where({ address, origin }: model.Policy): string {
  return `${address} in ${origin.at.path}`;
}

/** `/` in another file than the name is a default that many share: what is missing is missing beside the name. */
function isElsewhere({ name, path }: model.PolicyReference): boolean {
  return isKnown(path) && path.value === '/' && path.origin.at.path !== name.origin.at.path;
}

/** A path nobody wrote has its place in the reference, which then needs the field. */
function fixFor({ path, name, origin }: model.PolicyReference, right: string): Fix {
  const isUnwritten = path.origin === origin || path.origin === name.origin;
  if (!isUnwritten) return { ...replaceValue(right), title: `Change the path to "${right}"` };
  const change = { kind: 'add-attribute', name: 'path', value: right, at: { origin } } as const;
  return { title: `Add the path "${right}"`, safe: false, change };
}
