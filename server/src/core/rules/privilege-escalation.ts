import type { Known } from '../base';
import type * as model from '../model';
import { type EscalationPath, escalationPaths, opening } from './support/policies/escalation-paths';
import { actionMatcher } from './support/policies/iam-actions';
import { type StatementWithOrigin, statementsOf } from './support/policies/set-statements';
import { defineRule } from './support/rule';

/**
 * Only where every policy of the set can be read: any other may deny what this one allows. Organizations' policies (SCPs)
 * are never seen, which is why it is a warning.
 */
export const privilegeEscalation = defineRule({
  name: 'privilege-escalation',
  summary: 'A policy lets the holder of a permission set give itself every other right.',
  severity: 'warning',
  reads: ['declared'],

  check({ declared }, report) {
    for (const set of declared.permissionSets.all) {
      if (set.presence !== 'declared' || set.permissionsBoundary || !set.policiesComplete) continue;
      const statements = statementsOf(set, declared.policies);
      const [first, ...others] = statements ? openPaths(statements) : [];
      if (!first) continue;
      const [source, ...further] = new Set(first.by.flatMap(({ writtenIn }) => writtenIn ?? []));
      if (!source) continue;
      report(writtenAction(set, first.path) ?? source, {
        message: messageOn(first.path, others.length),
        related: further.map((at) => ({ at, message: 'together with what this allows' })),
      });
    }
  },
});

type Open = { readonly path: EscalationPath; readonly by: readonly StatementWithOrigin[] };

function openPaths(statements: readonly StatementWithOrigin[]): readonly Open[] {
  return escalationPaths.flatMap((path) => {
    const by = opening(path, statements);
    return by?.some(({ writtenIn }) => writtenIn) ? [{ path, by }] : [];
  });
}

/** The last action of the path is the one that makes the others dangerous. */
function writtenAction(
  { inlinePolicyTexts = [] }: model.PermissionSet,
  path: EscalationPath,
): Known<string> | undefined {
  const action = path.actions.at(-1) ?? '';
  return inlinePolicyTexts.find(({ value }) => value.includes(':') && actionMatcher(value)(action));
}

function messageOn({ actions, by }: EscalationPath, others: number): string {
  const last = actions.at(-1) ?? '';
  const named = actions.length === 1 ? last : `${actions.slice(0, -1).join(', ')} and ${last}`;
  const more = others === 0 ? '' : `, and there ${others === 1 ? 'is 1 other way' : `are ${others} other ways`}`;
  return `whoever holds this can get every other right: ${named} ${actions.length === 1 ? 'lets' : 'let'} them ${by}${more}`;
}
