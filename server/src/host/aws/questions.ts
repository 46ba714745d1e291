/** Turns a step of the plan into calls, and what they say into an answer. */
import { type Answer, actionOf, type Failure, type Found, type Gap, operationOf, type Step } from '../../core/live';
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

/** `what` is put together later, when it is known how many answers have the same gap. */
export function gapFor(step: Step, failure: Failure): Gap {
  const action = failure.action ?? actionOf(operationOf(step));
  return { what: step.kind, because: because(failure, action), action: failure.kind === 'denied' ? action : undefined };
}

function because(failure: Failure, action: string): string {
  if (failure.kind === 'denied') return `the role in use may not do this: ${action}`;
  if (failure.kind === 'gone') return 'it was deleted while AWS was read: refresh again';
  if (failure.kind === 'throttled') return `AWS kept throttling the requests: ${action}`;
  return failure.message;
}
