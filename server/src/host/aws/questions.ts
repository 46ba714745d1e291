/** Turns a step of the plan into calls, and what they say into an answer. */
import { type Answer, actionOf, type Failing, type Found, operationOf, type Step } from '../../core/live';
import type { AnswerReason, Failure } from '../../core/reasons';
import type { Calls } from './calls';
import type { Clients } from './clients';
import { type IdentityStore, identityStore } from './identity-store';
import { type Organizations, organizations } from './organizations';
import { type Pages, paginate } from './pages';
import { type Requests, requests } from './requests';
import { type SsoAdmin, ssoAdmin } from './sso-admin';

export type Questions = (step: Step) => Promise<Answer>;

export type Subject = { readonly arn: string; readonly identityStoreId: string };

type Apis = {
  readonly admin: SsoAdmin;
  readonly requests: Requests;
  readonly store: IdentityStore;
  readonly organizations: Organizations;
};

export function questions(clients: Clients, calls: Calls, { arn, identityStoreId }: Subject): Questions {
  const apis: Apis = {
    admin: ssoAdmin(clients.ssoAdmin, calls, arn),
    requests: requests(clients.ssoAdmin, calls, arn),
    store: identityStore(clients.identityStore, calls, identityStoreId),
    organizations: organizations(clients.organizations, calls),
  };
  return async (step) => {
    const { items, failure } = await ask(apis, step);
    const gap = failure && gapFor(step, failure);
    return { step, found: items, gap, ...(failure?.kind === 'gone' && { isGone: true }) };
  };
}

function ask({ admin, requests, store, organizations }: Apis, step: Step): Promise<Pages<Found>> {
  switch (step.kind) {
    case 'permission-sets':
      return admin.permissionSets();
    case 'groups':
      return store.groups();
    case 'users':
      return store.users();
    case 'accounts':
      return organizations.accounts();
    case 'permission-set':
      return admin.describe(step.set);
    case 'policies':
      return admin.policies(step.set, step.of);
    case 'members':
      return store.members(step.group);
    case 'provisioned':
      return admin.provisioned(step.set, step.status);
    case 'provisioned-in':
      return admin.provisionedIn(step.account, step.status);
    case 'principal-assignments':
      return admin.assignmentsOf(step.type, step.id);
    case 'pair-assignments':
      return admin.assignmentsIn(step.account, step.set);
    case 'requests':
      return requests.list(step.of, step.status);
    case 'request':
      return requests.describe(step.of, step.id);
    case 'principal':
      return paginate(async () => ({ items: await store.principal(step.type, step.id), next: undefined }));
  }
}

export function gapFor(step: Step, failure: Failure): Failing {
  const action = failure.action ?? actionOf(operationOf(step));
  return { reason: reasonOf(failure, action), action: failure.kind === 'denied' ? action : undefined };
}

function reasonOf({ kind, reason }: Failure, action: string): AnswerReason {
  switch (kind) {
    case 'denied':
    case 'throttled':
      return { kind, action };
    case 'gone':
      return { kind: 'deleted-meanwhile' };
    default:
      return { kind: 'failed', reason };
  }
}
