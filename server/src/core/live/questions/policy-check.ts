/** Which customer managed policies have to exist where: a permission set needs each of them in every account it goes to. */
import { compareText, isKnown } from '../../base';
import * as model from '../../model';
import type { AnswerReason } from '../../reasons';

/** Names and paths are compared exactly, as IAM does when a permission set is provisioned. */
export type PolicyQuestion = {
  readonly account: string;
  readonly name: string;
  readonly path: string;
  /** The permission sets that need it there. */
  readonly permissionSets: readonly string[];
};

export type PolicyVerdict = PolicyQuestion &
  (
    | { readonly verdict: 'exists' }
    /** `nearby`: path and name of policies that differ in case or path only. */
    | { readonly verdict: 'missing'; readonly nearby: readonly string[] }
    | { readonly verdict: 'not-looked'; readonly reason: AnswerReason }
  );

/** Works for what code declares as for what is live; what is not known asks nothing. */
export function policyQuestions({ assignments, permissionSets }: model.Access): readonly PolicyQuestion[] {
  const questions = new Map<string, PolicyQuestion>();
  for (const { account, permissionSet } of assignments.all) {
    const set = isKnown(permissionSet) ? permissionSets.byName.get(permissionSet.value) : undefined;
    if (!set || !isKnown(permissionSet) || !isKnown(account)) continue;
    for (const policy of referencedPolicies(set)) {
      add(questions, { account: account.value, ...policy, permissionSets: [permissionSet.value] });
    }
  }
  return [...questions.values()].toSorted((a, b) => compareText(keyOf(a), keyOf(b)));
}

function add(questions: Map<string, PolicyQuestion>, question: PolicyQuestion): void {
  const known = questions.get(keyOf(question))?.permissionSets ?? [];
  const permissionSets = [...new Set([...known, ...question.permissionSets])].toSorted(compareText);
  questions.set(keyOf(question), { ...question, permissionSets });
}

function keyOf({ account, path, name }: PolicyQuestion): string {
  return `${account} ${path}${name}`;
}

function referencedPolicies(set: model.PermissionSet): readonly { readonly name: string; readonly path: string }[] {
  return model
    .customerPolicies(set)
    .flatMap(({ name, path }) => (isKnown(name) && isKnown(path) ? [{ name: name.value, path: path.value }] : []));
}

type Existing = { readonly name: string; readonly path: string };

/** What the policies of an account say to a question about that account. */
export function judgePolicy(question: PolicyQuestion, existing: readonly Existing[]): PolicyVerdict {
  const exact = existing.some(({ name, path }) => name === question.name && path === question.path);
  if (exact) return { ...question, verdict: 'exists' };
  const near = existing.filter(({ name }) => name.toLowerCase() === question.name.toLowerCase());
  return { ...question, verdict: 'missing', nearby: near.map(({ name, path }) => path + name).toSorted(compareText) };
}
