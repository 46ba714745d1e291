/** The last links: whether the permission set became a role in that account, of its newest version, with its policies. */
import type { Origin } from '../../base';
import { hidesProvisioning, openFailures } from '../../live';
import { unknownText } from '../../wording';
import { type ExplainContext, missingRight, passed, undecided } from './context';
import type { LinkCheck } from './explain';
import { failedRequestCheck } from './failed-request';

const saidBy = 'sso-admin/ListAccountsForProvisionedPermissionSet';

/** An account that was never given the set has no role; one that was refused a change still has the role as it was. */
export function checkProvisioning(context: ExplainContext, set: string): LinkCheck {
  const { snapshot, accountId, accountText } = context;
  const state = snapshot.provisioning.find((it) => it.permissionSet === set && it.account === accountId)?.status;
  if (state === 'current') return passed('provisioning', `${set} is provisioned in its newest version`, saidBy);
  const failure = openFailures(snapshot.requests).find(
    (it) => it.kind !== 'assignment-deletion' && it.permissionSet === set && it.account === accountId,
  );
  if (failure) return failedRequestCheck(context, 'provisioning', failure, setOrigin(context, set));
  if (state === 'outdated') {
    return {
      name: 'provisioning',
      verdict: 'broken',
      kind: 'outdated',
      text: `${accountText} holds an older version of ${set}: what it allows is what it allowed before`,
      nextStep: 'Provision the permission set to that account.',
      origin: setOrigin(context, set),
      saidBy,
    };
  }
  return checkNotProvisioned(context, set);
}

function checkNotProvisioned(context: ExplainContext, set: string): LinkCheck {
  const { snapshot, accountText } = context;
  const isUnread = snapshot.gaps.some(hidesProvisioning);
  const right = missingRight(
    snapshot,
    'sso:ListAccountsForProvisionedPermissionSet',
    'sso:ListPermissionSetsProvisionedToAccount',
  );
  if (isUnread || right) {
    return undecided('provisioning', `Where ${set} is provisioned could not be read`, saidBy, right);
  }
  return {
    name: 'provisioning',
    verdict: 'broken',
    kind: 'not-provisioned',
    text: `${set} is assigned and was never provisioned in ${accountText}: there is no role to enter with`,
    nextStep: 'Provision the permission set to that account, and read why AWS refuses if it does.',
    origin: setOrigin(context, set),
    saidBy,
  };
}

/** Nobody having looked is no doubt: a role of the newest version has its policies, or it would not be there. */
export function checkPolicies(context: ExplainContext, set: string): readonly LinkCheck[] {
  const own = context.policies.filter((it) => it.account === context.accountId && it.permissionSets.includes(set));
  return own.map((it): LinkCheck => {
    const policy = `${it.path}${it.name}`;
    const common = { name: 'policies', saidBy: 'iam/ListPolicies', origin: setOrigin(context, set) } as const;
    if (it.verdict === 'exists') return { ...common, verdict: 'fine', text: `The account has ${policy}` };
    if (it.verdict === 'not-looked') {
      return { ...common, verdict: 'unknown', text: `${policy} could not be looked up: ${unknownText(it.reason)}` };
    }
    const near = it.nearby.length > 0 ? `; it has ${it.nearby.join(', ')}` : '';
    return {
      ...common,
      verdict: 'broken',
      kind: 'policy-missing',
      text: `The account has no policy ${policy}${near}`,
      nextStep: 'Create the policy in that account with exactly that name and path, then provision the permission set.',
    };
  });
}

function setOrigin({ declared }: ExplainContext, set: string): Origin | undefined {
  return declared?.permissionSets.byName.get(set)?.origin;
}
