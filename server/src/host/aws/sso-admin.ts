/** Permission sets, assignments and provisioning: the Identity Center API, which its SDK client calls sso-admin. */
import {
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { Found, PolicyKind } from '../../core/live';
import type { PrincipalType } from '../../core/model';
import type { Calls } from './calls';
import { unlessMissing } from './missing';
import { type Pages, paginate } from './pages';

/** AWS's largest page; the default is not documented. */
const MaxResults = 100;

export type SsoAdmin = {
  readonly permissionSets: () => Promise<Pages<Found>>;
  readonly describe: (set: string) => Promise<Pages<Found>>;
  readonly policies: (set: string, of: PolicyKind) => Promise<Pages<Found>>;
  readonly provisioned: (set: string, status: 'all' | 'outdated') => Promise<Pages<Found>>;
  readonly provisionedIn: (account: string, status: 'all' | 'outdated') => Promise<Pages<Found>>;
  readonly assignmentsOf: (type: PrincipalType, id: string) => Promise<Pages<Found>>;
  readonly assignmentsIn: (account: string, set: string) => Promise<Pages<Found>>;
};

export function ssoAdmin(client: SSOAdminClient, calls: Calls, InstanceArn: string): SsoAdmin {
  const { ask } = calls;
  return {
    permissionSets: () =>
      paginate(async (NextToken) => {
        const input = { InstanceArn, MaxResults, NextToken };
        const answer = await ask('sso-admin/ListPermissionSets', (options) =>
          client.send(new ListPermissionSetsCommand(input), options),
        );
        const items = (answer.PermissionSets ?? []).map((set): Found => ({ kind: 'set', set }));
        return { items, next: answer.NextToken };
      }),

    describe: (set) =>
      paginate(async () => {
        const input = { InstanceArn, PermissionSetArn: set };
        const { PermissionSet: it } = await ask('sso-admin/DescribePermissionSet', (options) =>
          client.send(new DescribePermissionSetCommand(input), options),
        );
        return only(it?.Name ? details(set, { ...it, Name: it.Name }) : undefined);
      }),

    policies: (set, of) => policies[of]({ client, calls, InstanceArn, set }),

    provisioned: (set, status) =>
      paginate(async (NextToken) => {
        const input = { InstanceArn, PermissionSetArn: set, MaxResults, NextToken, ...filters[status] };
        const answer = await ask('sso-admin/ListAccountsForProvisionedPermissionSet', (options) =>
          client.send(new ListAccountsForProvisionedPermissionSetCommand(input), options),
        );
        const kind = status === 'outdated' ? 'outdated' : 'provisioned';
        return {
          items: (answer.AccountIds ?? []).map((account): Found => ({ kind, set, account })),
          next: answer.NextToken,
        };
      }),

    provisionedIn: (AccountId, status) =>
      paginate(async (NextToken) => {
        const input = { InstanceArn, AccountId, MaxResults, NextToken, ...filters[status] };
        const answer = await ask('sso-admin/ListPermissionSetsProvisionedToAccount', (options) =>
          client.send(new ListPermissionSetsProvisionedToAccountCommand(input), options),
        );
        const kind = status === 'outdated' ? 'outdated' : 'provisioned';
        return {
          items: (answer.PermissionSets ?? []).map((set): Found => ({ kind, set, account: AccountId })),
          next: answer.NextToken,
        };
      }),

    assignmentsOf: (PrincipalType, PrincipalId) =>
      paginate(async (NextToken) => {
        const input = { InstanceArn, PrincipalType, PrincipalId, MaxResults, NextToken };
        const answer = await ask('sso-admin/ListAccountAssignmentsForPrincipal', (options) =>
          client.send(new ListAccountAssignmentsForPrincipalCommand(input), options),
        );
        return { items: (answer.AccountAssignments ?? []).flatMap(assignment), next: answer.NextToken };
      }),

    assignmentsIn: (AccountId, PermissionSetArn) =>
      paginate(async (NextToken) => {
        const input = { InstanceArn, AccountId, PermissionSetArn, MaxResults, NextToken };
        const answer = await ask('sso-admin/ListAccountAssignments', (options) =>
          client.send(new ListAccountAssignmentsCommand(input), options),
        );
        return { items: (answer.AccountAssignments ?? []).flatMap(assignment), next: answer.NextToken };
      }),
  };
}

const filters = {
  all: {},
  outdated: { ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED' },
} as const;

type Details = {
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly SessionDuration?: string | undefined;
};

function details(set: string, it: Details): Found {
  return {
    kind: 'set-details',
    set,
    name: it.Name,
    description: it.Description || undefined,
    sessionDuration: it.SessionDuration,
  };
}

type AnsweredAssignment = {
  AccountId?: string | undefined;
  PermissionSetArn?: string | undefined;
  PrincipalType?: PrincipalType | undefined;
  PrincipalId?: string | undefined;
};

/**
 * Asked about a user, AWS may answer with the rows of the user's groups, too. Each row names its own assignee, so it is
 * read by that and not by who was asked about.
 */
function assignment(it: AnsweredAssignment): readonly Found[] {
  const { AccountId: account, PermissionSetArn: set, PrincipalType: type, PrincipalId: principal } = it;
  return account && set && type && principal ? [{ kind: 'assignment', account, set, type, principal }] : [];
}

type PolicyQuestion = {
  readonly client: SSOAdminClient;
  readonly calls: Calls;
  readonly InstanceArn: string;
  readonly set: string;
};

const policies: Readonly<Record<PolicyKind, (question: PolicyQuestion) => Promise<Pages<Found>>>> = {
  managed: ({ client, calls, InstanceArn, set }) =>
    paginate(async (NextToken) => {
      const input = { InstanceArn, PermissionSetArn: set, MaxResults, NextToken };
      const answer = await calls.ask('sso-admin/ListManagedPoliciesInPermissionSet', (options) =>
        client.send(new ListManagedPoliciesInPermissionSetCommand(input), options),
      );
      const arns = (answer.AttachedManagedPolicies ?? []).flatMap(({ Arn }) => (Arn ? [Arn] : []));
      return { items: arns.map((arn): Found => ({ kind: 'managed-policy', set, arn })), next: answer.NextToken };
    }),

  'customer-managed': ({ client, calls, InstanceArn, set }) =>
    paginate(async (NextToken) => {
      const input = { InstanceArn, PermissionSetArn: set, MaxResults, NextToken };
      const answer = await calls.ask('sso-admin/ListCustomerManagedPolicyReferencesInPermissionSet', (options) =>
        client.send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand(input), options),
      );
      const items = (answer.CustomerManagedPolicyReferences ?? []).flatMap((it) =>
        reference('customer-policy', set, it),
      );
      return { items, next: answer.NextToken };
    }),

  inline: ({ client, calls, InstanceArn, set }) =>
    paginate(async () => {
      const input = { InstanceArn, PermissionSetArn: set };
      const { InlinePolicy: document } = await calls.ask('sso-admin/GetInlinePolicyForPermissionSet', (options) =>
        client.send(new GetInlinePolicyForPermissionSetCommand(input), options),
      );
      return only(document ? { kind: 'inline-policy', set, document } : undefined);
    }),

  /** ResourceNotFoundException is how AWS says that there is none. */
  boundary: ({ client, calls, InstanceArn, set }) =>
    paginate(async () => {
      const input = { InstanceArn, PermissionSetArn: set };
      const answer = await calls.ask('sso-admin/GetPermissionsBoundaryForPermissionSet', (options) =>
        unlessMissing(() => client.send(new GetPermissionsBoundaryForPermissionSetCommand(input), options)),
      );
      return { items: boundary(set, answer?.PermissionsBoundary), next: undefined };
    }),
};

type AnsweredReference = { Name?: string | undefined; Path?: string | undefined };
type AnsweredBoundary = {
  ManagedPolicyArn?: string | undefined;
  CustomerManagedPolicyReference?: AnsweredReference | undefined;
};

function boundary(set: string, it: AnsweredBoundary | undefined): readonly Found[] {
  if (it?.ManagedPolicyArn) return [{ kind: 'aws-boundary', set, arn: it.ManagedPolicyArn }];
  return reference('customer-boundary', set, it?.CustomerManagedPolicyReference ?? {});
}

function reference(
  kind: 'customer-policy' | 'customer-boundary',
  set: string,
  { Name, Path }: AnsweredReference,
): readonly Found[] {
  return Name ? [{ kind, set, name: Name, path: Path || '/' }] : [];
}

function only(found: Found | undefined) {
  return { items: found ? [found] : [], next: undefined };
}
