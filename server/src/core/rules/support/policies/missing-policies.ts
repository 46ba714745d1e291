/**
 * What somebody saw in the target accounts ("Check policies in target accounts"): better evidence than the code's own.
 * Silent about what nobody could look for, what the code no longer asks for, and what the same code is going to make there.
 */
import { firstFew, isKnown, type Known, type Maybe, rememberEach, rememberLast } from '../../../base';
import { type PolicyCheckResult, type PolicyVerdict, policyQuestions } from '../../../live';
import * as model from '../../../model';
import type { RuleContext } from '../rule';

type Verdict = PolicyVerdict & { readonly verdict: 'missing' };

/** One reference of a permission set, and the accounts that lack what it means. */
export type MissingPolicy = {
  readonly reference: model.PolicyReference;
  readonly name: Known<string>;
  readonly path: Known<string>;
  /** Where no policy has its name. */
  readonly absent: AccountsChecked;
  /** Where a policy of its name has another path. */
  readonly elsewhere: AccountsChecked;
};

export type AccountsChecked = {
  /** As people call them, the first few; empty where there are none. */
  readonly accounts: string;
  /** What there is instead: ends of ARNs, `/path/name`. */
  readonly nearby: readonly string[];
};

export function missingPolicies({ declared, project, policies }: RuleContext<'declared'>): readonly MissingPolicy[] {
  const verdicts = policies ? missingOf(policies) : [];
  return verdicts.length === 0 ? [] : inDeclared(verdicts, declared, project);
}

const missingOf = rememberEach(({ verdicts }: PolicyCheckResult): readonly Verdict[] =>
  verdicts.filter((it): it is Verdict => it.verdict === 'missing'),
);

/** Two rules ask for the same. */
const inDeclared = rememberLast(missingIn);

function missingIn(
  verdicts: readonly Verdict[],
  declared: model.Access,
  project: model.ProjectFile,
): readonly MissingPolicy[] {
  const setsByPolicy = new Map(policyQuestions(declared).map((it) => [keyOf(it), it.permissionSets]));
  const missing = verdicts.filter((it) => setsByPolicy.has(keyOf(it)) && !isMadeHere(it, declared));
  const label = (id: string) => model.accountLabel(project, declared.accounts, id);
  return declared.permissionSets.all.flatMap((set) =>
    model.customerPolicies(set).flatMap((reference) => {
      const isAsked = (it: Verdict) =>
        isKnown(set.name) && setsByPolicy.get(keyOf(it))?.includes(set.name.value) === true;
      return missingPolicy(reference, missing.filter(isAsked), label);
    }),
  );
}

function missingPolicy(
  reference: model.PolicyReference,
  missing: readonly Verdict[],
  label: (account: string) => string,
): readonly MissingPolicy[] {
  const { name, path } = reference;
  if (!isKnown(name) || !isKnown(path)) return [];
  const own = missing.filter((it) => it.name === name.value && it.path === path.value);
  if (own.length === 0) return [];
  const seen = (verdicts: readonly Verdict[]) => ({
    accounts: firstFew(verdicts.map(({ account }) => label(account))),
    nearby: [...new Set(verdicts.flatMap(({ nearby }) => nearby))],
  });
  const isElsewhere = (it: Verdict) => it.nearby.some((other) => nameIn(other) === it.name);
  const absent = own.filter((it) => !isElsewhere(it));
  return [{ reference, name, path, absent: seen(absent), elsewhere: seen(own.filter(isElsewhere)) }];
}

/** `seen 2026-11-24 08:30 UTC` */
export function checkedAtText({ policies }: RuleContext<'declared'>): string {
  return `seen ${policies?.takenAt.slice(0, 16).replace('T', ' ')} UTC`;
}

/** Of `/path/name`. */
export function nameIn(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** The code that runs in that account makes it: it is missing only until the apply. */
function isMadeHere({ account, name, path }: Verdict, { policies }: model.Access): boolean {
  const mayBe = (it: Maybe<string>, value: string) => !isKnown(it) || it.value === value;
  return policies.all.some((it) => mayBe(it.account, account) && mayBe(it.name, name) && mayBe(it.path, path));
}

function keyOf({ account, path, name }: Pick<PolicyVerdict, 'account' | 'path' | 'name'>): string {
  return `${account} ${path}${name}`;
}
