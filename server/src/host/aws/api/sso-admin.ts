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
import type { FoundCandidate, PolicyKind } from '../../../core/live';
import { unlessMissing } from './missing';
import { type Fields, fieldsOf, memberIn, optional, unlessEmpty } from './received';
import { type ListShape, listed, type SendContext, type Senders, said } from './senders';

export const ssoAdminSenders = {
  'permission-sets': (_, context) =>
    listed(context, { member: 'PermissionSets', candidate: (set) => ({ kind: 'set', set }) }, (NextToken) => {
      const { ssoAdmin, ask, InstanceArn, MaxResults } = context;
      const input = { InstanceArn, MaxResults, NextToken };
      return ask((options) => ssoAdmin.send(new ListPermissionSetsCommand(input), options));
    }),

  'permission-set': ({ set }, context) =>
    said(context, async () => {
      const { ssoAdmin, ask, InstanceArn, action } = context;
      const input = { InstanceArn, PermissionSetArn: set };
      const answer = await ask((options) => ssoAdmin.send(new DescribePermissionSetCommand(input), options));
      return [details(set, memberIn(answer, 'PermissionSet', action))];
    }),

  policies: ({ set, of }, context) => policies[of](set, context),

  provisioned: ({ set, status }, context) => {
    const kind = status === 'outdated' ? 'outdated' : 'provisioned';
    const shape: ListShape = { member: 'AccountIds', candidate: (account) => ({ kind, set, account }) };
    return listed(context, shape, (NextToken) => {
      const { ssoAdmin, ask, InstanceArn, MaxResults } = context;
      const input = { InstanceArn, PermissionSetArn: set, MaxResults, NextToken, ...filters[status] };
      return ask((options) => ssoAdmin.send(new ListAccountsForProvisionedPermissionSetCommand(input), options));
    });
  },

  'provisioned-in': ({ account, status }, context) => {
    const kind = status === 'outdated' ? 'outdated' : 'provisioned';
    const shape: ListShape = { member: 'PermissionSets', candidate: (set) => ({ kind, set, account }) };
    return listed(context, shape, async (NextToken) => {
      const { ssoAdmin, ask, InstanceArn, MaxResults } = context;
      const input = { InstanceArn, AccountId: account, MaxResults, NextToken, ...filters[status] };
      const command = new ListPermissionSetsProvisionedToAccountCommand(input);
      return { ...emptyWhereLeftOut, ...(await ask((options) => ssoAdmin.send(command, options))) };
    });
  },

  'principal-assignments': ({ type, id }, context) =>
    listed(context, assignments, (NextToken) => {
      const { ssoAdmin, ask, InstanceArn, MaxResults } = context;
      const input = { InstanceArn, PrincipalType: type, PrincipalId: id, MaxResults, NextToken };
      return ask((options) => ssoAdmin.send(new ListAccountAssignmentsForPrincipalCommand(input), options));
    }),

  'pair-assignments': ({ account, set }, context) =>
    listed(context, assignments, (NextToken) => {
      const { ssoAdmin, ask, InstanceArn, MaxResults } = context;
      const input = { InstanceArn, AccountId: account, PermissionSetArn: set, MaxResults, NextToken };
      return ask((options) => ssoAdmin.send(new ListAccountAssignmentsCommand(input), options));
    }),
} satisfies Partial<Senders>;

const filters = {
  all: {},
  outdated: { ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED' },
} as const;

/**
 * Of an account without permission sets ListPermissionSetsProvisionedToAccount leaves the list out altogether (seen in the
 * wild: PeterBengtson/AFT-SSO-account-configuration#1). It is the one list that may be missing.
 */
const emptyWhereLeftOut = { PermissionSets: [] };

function details(set: string, it: Fields): FoundCandidate {
  return {
    kind: 'set-details',
    set,
    name: it.Name,
    description: unlessEmpty(it.Description),
    sessionDuration: optional(it.SessionDuration),
    relayState: unlessEmpty(it.RelayState),
  };
}

/**
 * Asked about a user, AWS may answer with the rows of the user's groups, too. Each row names its own assignee, so it is
 * read by that and not by who was asked about.
 */
const assignments: ListShape = {
  member: 'AccountAssignments',
  candidate: (item) => {
    const { AccountId: account, PermissionSetArn: set, PrincipalType: type, PrincipalId: principal } = fieldsOf(item);
    return { kind: 'assignment', account, set, type, principal };
  },
};

const policies: Readonly<Record<PolicyKind, (set: string, context: SendContext) => ReturnType<typeof said>>> = {
  managed: (set, context) => {
    const shape: ListShape = {
      member: 'AttachedManagedPolicies',
      candidate: (it) => ({ kind: 'managed-policy', set, arn: fieldsOf(it).Arn }),
    };
    return listed(context, shape, (NextToken) => {
      const { ssoAdmin, ask, InstanceArn, MaxResults } = context;
      const input = { InstanceArn, PermissionSetArn: set, MaxResults, NextToken };
      return ask((options) => ssoAdmin.send(new ListManagedPoliciesInPermissionSetCommand(input), options));
    });
  },

  'customer-managed': (set, context) => {
    const shape: ListShape = {
      member: 'CustomerManagedPolicyReferences',
      candidate: (it) => reference('customer-policy', set, fieldsOf(it)),
    };
    return listed(context, shape, (NextToken) => {
      const { ssoAdmin, ask, InstanceArn, MaxResults } = context;
      const input = { InstanceArn, PermissionSetArn: set, MaxResults, NextToken };
      const command = new ListCustomerManagedPolicyReferencesInPermissionSetCommand(input);
      return ask((options) => ssoAdmin.send(command, options));
    });
  },

  /** Nothing, or an empty text, is how AWS says that there is none. */
  inline: (set, context) =>
    said(context, async () => {
      const { ssoAdmin, ask, InstanceArn } = context;
      const input = { InstanceArn, PermissionSetArn: set };
      const answer = await ask((options) => ssoAdmin.send(new GetInlinePolicyForPermissionSetCommand(input), options));
      const document = unlessEmpty(answer.InlinePolicy);
      return document === undefined ? [] : [{ kind: 'inline-policy', set, document }];
    }),

  /** ResourceNotFoundException is how AWS says that there is none. */
  boundary: (set, context) =>
    said(context, async () => {
      const { ssoAdmin, ask, InstanceArn, action } = context;
      const input = { InstanceArn, PermissionSetArn: set };
      const answer = await ask((options) =>
        unlessMissing(() => ssoAdmin.send(new GetPermissionsBoundaryForPermissionSetCommand(input), options)),
      );
      return answer ? [boundary(set, memberIn(answer, 'PermissionsBoundary', action))] : [];
    }),
};

function boundary(set: string, it: Fields): FoundCandidate {
  const arn = unlessEmpty(it.ManagedPolicyArn);
  if (arn !== undefined) return { kind: 'aws-boundary', set, arn };
  return reference('customer-boundary', set, fieldsOf(it.CustomerManagedPolicyReference));
}

function reference(kind: 'customer-policy' | 'customer-boundary', set: string, { Name, Path }: Fields): FoundCandidate {
  return { kind, set, name: Name, path: unlessEmpty(Path) ?? '/' };
}
