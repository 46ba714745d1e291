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
} from '@aws-sdk/client-sso-admin';
import type { Found, PolicyKind } from '../../../core/live';
import type { PrincipalType } from '../../../core/model';
import { unlessMissing } from './missing';
import { type Pages, paginate } from './pages';
import type { SendContext, Senders } from './senders';

export const ssoAdminSenders = {
  'permission-sets': (_, { ssoAdmin, ask, InstanceArn, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken };
      const answer = await ask((options) => ssoAdmin.send(new ListPermissionSetsCommand(input), options));
      const items = (answer.PermissionSets ?? []).map((set): Found => ({ kind: 'set', set }));
      return { items, next: answer.NextToken };
    }),

  'permission-set': ({ set }, { ssoAdmin, ask, InstanceArn }) =>
    paginate(async () => {
      const input = { InstanceArn, PermissionSetArn: set };
      const { PermissionSet: it } = await ask((options) =>
        ssoAdmin.send(new DescribePermissionSetCommand(input), options),
      );
      return singlePage(it?.Name ? details(set, { ...it, Name: it.Name }) : undefined);
    }),

  policies: ({ set, of }, context) => policies[of](set, context),

  provisioned: ({ set, status }, { ssoAdmin, ask, InstanceArn, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { InstanceArn, PermissionSetArn: set, MaxResults, NextToken, ...filters[status] };
      const answer = await ask((options) =>
        ssoAdmin.send(new ListAccountsForProvisionedPermissionSetCommand(input), options),
      );
      const kind = status === 'outdated' ? 'outdated' : 'provisioned';
      return {
        items: (answer.AccountIds ?? []).map((account): Found => ({ kind, set, account })),
        next: answer.NextToken,
      };
    }),

  'provisioned-in': ({ account, status }, { ssoAdmin, ask, InstanceArn, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { InstanceArn, AccountId: account, MaxResults, NextToken, ...filters[status] };
      const answer = await ask((options) =>
        ssoAdmin.send(new ListPermissionSetsProvisionedToAccountCommand(input), options),
      );
      const kind = status === 'outdated' ? 'outdated' : 'provisioned';
      return {
        items: (answer.PermissionSets ?? []).map((set): Found => ({ kind, set, account })),
        next: answer.NextToken,
      };
    }),

  'principal-assignments': ({ type, id }, { ssoAdmin, ask, InstanceArn, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { InstanceArn, PrincipalType: type, PrincipalId: id, MaxResults, NextToken };
      const answer = await ask((options) =>
        ssoAdmin.send(new ListAccountAssignmentsForPrincipalCommand(input), options),
      );
      return { items: (answer.AccountAssignments ?? []).flatMap(assignment), next: answer.NextToken };
    }),

  'pair-assignments': ({ account, set }, { ssoAdmin, ask, InstanceArn, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { InstanceArn, AccountId: account, PermissionSetArn: set, MaxResults, NextToken };
      const answer = await ask((options) => ssoAdmin.send(new ListAccountAssignmentsCommand(input), options));
      return { items: (answer.AccountAssignments ?? []).flatMap(assignment), next: answer.NextToken };
    }),
} satisfies Partial<Senders>;

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

const policies: Readonly<Record<PolicyKind, (set: string, context: SendContext) => Promise<Pages<Found>>>> = {
  managed: (set, { ssoAdmin, ask, InstanceArn, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { InstanceArn, PermissionSetArn: set, MaxResults, NextToken };
      const answer = await ask((options) =>
        ssoAdmin.send(new ListManagedPoliciesInPermissionSetCommand(input), options),
      );
      const arns = (answer.AttachedManagedPolicies ?? []).flatMap(({ Arn }) => (Arn ? [Arn] : []));
      return { items: arns.map((arn): Found => ({ kind: 'managed-policy', set, arn })), next: answer.NextToken };
    }),

  'customer-managed': (set, { ssoAdmin, ask, InstanceArn, MaxResults }) =>
    paginate(async (NextToken) => {
      const input = { InstanceArn, PermissionSetArn: set, MaxResults, NextToken };
      const answer = await ask((options) =>
        ssoAdmin.send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand(input), options),
      );
      const items = (answer.CustomerManagedPolicyReferences ?? []).flatMap((it) =>
        reference('customer-policy', set, it),
      );
      return { items, next: answer.NextToken };
    }),

  inline: (set, { ssoAdmin, ask, InstanceArn }) =>
    paginate(async () => {
      const input = { InstanceArn, PermissionSetArn: set };
      const { InlinePolicy: document } = await ask((options) =>
        ssoAdmin.send(new GetInlinePolicyForPermissionSetCommand(input), options),
      );
      return singlePage(document ? { kind: 'inline-policy', set, document } : undefined);
    }),

  /** ResourceNotFoundException is how AWS says that there is none. */
  boundary: (set, { ssoAdmin, ask, InstanceArn }) =>
    paginate(async () => {
      const input = { InstanceArn, PermissionSetArn: set };
      const answer = await ask((options) =>
        unlessMissing(() => ssoAdmin.send(new GetPermissionsBoundaryForPermissionSetCommand(input), options)),
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

function singlePage(found: Found | undefined) {
  return { items: found ? [found] : [], next: undefined };
}
