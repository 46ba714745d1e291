/**
 * Findings of what somebody saw in the target accounts ("Check policies in target accounts"): the same rules as without a
 * look, with better evidence. Silent about what nobody could look for, what the code no longer asks for, and what the same
 * code is going to make there.
 */
import { firstFew, isKnown } from '../base';
import { type LookedPolicies, type PolicyVerdict, policyQuestions } from '../live';
import * as model from '../model';
import type { Fix } from '../rules';
import type { Found } from './judge';

type Missing = PolicyVerdict & { readonly verdict: 'missing' };

export function judgeLookedPolicies(
  looked: LookedPolicies | undefined,
  declared: model.Access,
  project: model.ProjectFile,
  judged: readonly Found[],
): readonly Found[] {
  if (!looked) return [];
  const asked = new Map(policyQuestions(declared).map((it) => [keyOf(it), it.permissionSets]));
  const missing = looked.verdicts.filter(
    (it): it is Missing => it.verdict === 'missing' && asked.has(keyOf(it)) && !isMadeHere(it, declared),
  );
  if (missing.length === 0) return [];
  const label = (id: string) => model.accountLabel(project, declared.accounts, id);
  const found = declared.permissionSets.all.flatMap((set) =>
    model.customerPolicies(set).flatMap((reference) => {
      const own = missing.filter((it) => concerns(it, set, reference, asked));
      return own.length === 0 ? [] : findingsOn(reference, own, { takenAt: looked.takenAt, label });
    }),
  );
  // What the code alone shows is said already, at the same place.
  return found.filter(({ rule, at }) => !judged.some((it) => it.rule === rule && it.at.origin.at === at.origin.at));
}

function concerns(
  it: Missing,
  set: model.PermissionSet,
  { name, path }: model.PolicyReference,
  asked: ReadonlyMap<string, readonly string[]>,
): boolean {
  const isSame = isKnown(name) && isKnown(path) && name.value === it.name && path.value === it.path;
  return isSame && isKnown(set.name) && asked.get(keyOf(it))?.includes(set.name.value) === true;
}

/** The code that runs in that account makes it: it is missing only until the apply. */
function isMadeHere({ account, name, path }: Missing, { policies }: model.Access): boolean {
  return policies.all.some((it) => {
    const mayBeThere = !isKnown(it.account) || it.account.value === account;
    const mayBeIt = (!isKnown(it.name) || it.name.value === name) && (!isKnown(it.path) || it.path.value === path);
    return mayBeThere && mayBeIt;
  });
}

type Telling = { readonly takenAt: string; readonly label: (account: string) => string };

function findingsOn(reference: model.PolicyReference, own: readonly Missing[], telling: Telling): readonly Found[] {
  const { name, path } = reference;
  if (!isKnown(name) || !isKnown(path)) return [];
  const elsewhere = own.filter((it) => otherPaths(it).length > 0);
  const absent = own.filter((it) => otherPaths(it).length === 0);
  const seen = `seen ${telling.takenAt.slice(0, 16).replace('T', ' ')} UTC`;
  const paths = [...new Set(elsewhere.flatMap(otherPaths))];
  return [
    ...(elsewhere.length === 0
      ? []
      : [
          finding('policy-path-mismatch', path, {
            message: `"${name.value}" is at the path ${paths.map((it) => `"${it}"`).join(' or ')} in ${listed(elsewhere, telling)}, not at "${path.value}" (${seen})`,
            fixes: () => (path.origin === reference.origin || path.origin === name.origin ? [] : paths.map(changeTo)),
          }),
        ]),
    ...(absent.length === 0
      ? []
      : [
          finding('policy-not-in-target-account', name, {
            message: `there is no policy ${path.value === '/' ? `"${name.value}"` : `"${path.value}${name.value}"`} in ${listed(absent, telling)}${near(absent)} (${seen})`,
          }),
        ]),
  ];
}

function changeTo(path: string): Fix {
  return { title: `Change the path to "${path}"`, safe: false, change: { kind: 'replace-value', with: path } };
}

function finding(rule: string, at: Found['at'], note: Found['note']): Found {
  return { rule, severity: 'error', at, note };
}

/** Paths under which the account has a policy of the very name. */
function otherPaths({ nearby, name }: Missing): readonly string[] {
  return nearby.flatMap((it) => {
    const end = it.lastIndexOf('/') + 1;
    return it.slice(end) === name ? [it.slice(0, end)] : [];
  });
}

function near(own: readonly Missing[]): string {
  const names = [...new Set(own.flatMap(({ nearby }) => nearby.map((it) => it.slice(it.lastIndexOf('/') + 1))))];
  return names.length === 0 ? '' : `, which has ${names.map((it) => `"${it}"`).join(' and ')}`;
}

function listed(own: readonly Missing[], { label }: Telling): string {
  return firstFew(own.map((it) => label(it.account)));
}

function keyOf({ account, path, name }: Pick<PolicyVerdict, 'account' | 'path' | 'name'>): string {
  return `${account} ${path}${name}`;
}
