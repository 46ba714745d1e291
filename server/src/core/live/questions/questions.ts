/**
 * Every question to AWS that a snapshot is made of, one row each. How it is sent is in `host/aws/questions.ts`, a row of the
 * same name; when it is asked, the plan says.
 */
import type { PrincipalType } from '../../model';
import { detailsOf, policiesOf } from '../refresh/earlier-answers';
import type { PolicyKind, RequestKind, RequestStatus } from './answer';
import { pairKey } from './assignment-row';
import { always, byField, type Evidence, type QuestionRow } from './question-row';

/** What a question of each kind names, in AWS's ids: sets by ARN, principals by id, accounts by their 12 digits. */
type Subjects = {
  readonly 'permission-sets': Nothing;
  readonly groups: Nothing;
  readonly users: Nothing;
  readonly accounts: Nothing;
  readonly 'permission-set': OfSet;
  readonly policies: OfSet & { readonly of: PolicyKind };
  readonly members: { readonly group: string };
  readonly provisioned: OfSet & { readonly status: ProvisionedStatus };
  readonly 'provisioned-in': { readonly account: string; readonly status: ProvisionedStatus };
  readonly 'principal-assignments': { readonly type: PrincipalType; readonly id: string };
  readonly 'pair-assignments': OfSet & { readonly account: string };
  readonly requests: { readonly of: RequestKind; readonly status: RequestStatus };
  readonly request: { readonly of: RequestKind; readonly id: string };
  readonly principal: { readonly type: PrincipalType; readonly id: string };
};

type Nothing = Readonly<Record<never, never>>;
type OfSet = { readonly set: string };
type ProvisionedStatus = 'all' | 'outdated';

export type QuestionKind = keyof Subjects;
export type Step<K extends QuestionKind = QuestionKind> = { [P in K]: { readonly kind: P } & Subjects[P] }[K];

const provisionedAccounts = { all: 'provisioned-accounts', outdated: 'outdated-accounts' } as const;
const provisionedSets = { all: 'provisioned-permission-sets', outdated: 'outdated-permission-sets' } as const;

/** Of sets, requests alone tell nothing. */
const setMayHaveChanged = ({ set }: OfSet, { by, changes }: Evidence) => by === 'requests' || changes.sets.has(set);

export const questions = {
  'permission-sets': {
    operation: always('sso-admin/ListPermissionSets'),
    topic: () => ({ topic: 'permission-sets' }),
    part: always('permission sets'),
    listed: ({ permissionSets }) => permissionSets.all.map((it) => ({ kind: 'set', set: it.arn ?? it.address })),
  },
  groups: {
    operation: always('identitystore/ListGroups'),
    topic: () => ({ topic: 'groups' }),
    part: always('groups'),
    listed: ({ groups }) => groups.all.map((it) => ({ kind: 'group', id: it.id ?? it.address, name: undefined })),
  },
  users: {
    operation: always('identitystore/ListUsers'),
    topic: () => ({ topic: 'users' }),
    part: always('users'),
    listed: ({ users }) => users.all.map((it) => ({ kind: 'user', id: it.id ?? it.address, name: undefined })),
  },
  accounts: {
    operation: always('organizations/ListAccounts'),
    topic: () => ({ topic: 'accounts' }),
    part: always('accounts'),
    listed: ({ accounts }) => accounts.all.map((_, index) => ({ kind: 'account', id: String(index), name: undefined })),
    pageSize: 20,
  },
  'permission-set': {
    operation: always('sso-admin/DescribePermissionSet'),
    topic: ({ set }, subject) => ({ topic: 'details', subject: subject(set) }),
    part: always('permission sets'),
    focus: ({ set }) => ({ set }),
    recall: {
      found: ({ set }, { sets }) => detailsOf(sets.get(set)),
      mayHaveChanged: setMayHaveChanged,
    },
  },
  policies: {
    operation: byField('of', {
      managed: 'sso-admin/ListManagedPoliciesInPermissionSet',
      'customer-managed': 'sso-admin/ListCustomerManagedPolicyReferencesInPermissionSet',
      inline: 'sso-admin/GetInlinePolicyForPermissionSet',
      boundary: 'sso-admin/GetPermissionsBoundaryForPermissionSet',
    }),
    topic: ({ set, of }, subject) => ({ topic: 'policies', policies: of, subject: subject(set) }),
    part: always('policies of permission sets'),
    focus: ({ set }) => ({ set }),
    recall: {
      found: ({ set, of }, { sets }) => policiesOf(sets.get(set), of),
      mayHaveChanged: setMayHaveChanged,
    },
  },
  members: {
    operation: always('identitystore/ListGroupMemberships'),
    topic: ({ group }, subject) => ({ topic: 'members', subject: subject(group) }),
    part: always('members of groups'),
    focus: ({ group }) => ({ group }),
    recall: {
      found: ({ group }, { members }) => members.get(group),
      // A directory's synchronization may leave no event, so that this counts calls and spares none.
      mayHaveChanged: () => true,
    },
  },
  provisioned: {
    operation: always('sso-admin/ListAccountsForProvisionedPermissionSet'),
    topic: ({ set, status }, subject) => ({ topic: provisionedAccounts[status], subject: subject(set) }),
    part: always('provisioning'),
    focus: ({ set }) => ({ set }),
    recall: {
      found: ({ set, status }, { sets, provisioned }) =>
        sets.has(set) ? (provisioned[status].get(set) ?? []) : undefined,
      mayHaveChanged: setMayHaveChanged,
    },
  },
  'provisioned-in': {
    operation: always('sso-admin/ListPermissionSetsProvisionedToAccount'),
    topic: ({ account, status }, subject) => ({ topic: provisionedSets[status], subject: subject(account) }),
    part: always('provisioning'),
    focus: ({ account }) => ({ account }),
    recall: {
      found: ({ account, status }, { provisioned }) => provisioned[status].get(account),
      mayHaveChanged: (_, { by, changes }) => by === 'requests' || changes.sets.size > 0,
    },
  },
  'principal-assignments': {
    operation: always('sso-admin/ListAccountAssignmentsForPrincipal'),
    topic: ({ id, type }, subject) => ({ topic: 'assignments', principalType: type, subject: subject(id) }),
    part: byField('type', { GROUP: 'assignments of groups', USER: 'other assignments' }),
    focus: ({ id }) => ({ group: id }),
    recall: {
      found: ({ id }, { principals, assignments }) => (principals.has(id) ? (assignments.get(id) ?? []) : undefined),
      // By requests alone groups are read anew: they are few, and it is the part that matters most.
      mayHaveChanged: ({ id, type }, { by, changes }) =>
        changes.principals.has(id) || (by === 'requests' && type === 'GROUP'),
    },
  },
  'pair-assignments': {
    operation: always('sso-admin/ListAccountAssignments'),
    topic: ({ account, set }, subject) => {
      const it = subject(set);
      return {
        topic: 'pair-assignments',
        subject: typeof it === 'number' ? it : { permissionSet: it, account },
      };
    },
    part: always('other assignments'),
    focus: ({ account, set }) => ({ account, set }),
    recall: {
      found: (pair, { provisionedPairs, assignments }) =>
        provisionedPairs.has(pairKey(pair)) ? (assignments.get(pairKey(pair)) ?? []) : undefined,
      mayHaveChanged: (pair, { changes }) => changes.pairs.has(pairKey(pair)),
    },
  },
  requests: {
    operation: byField('of', {
      'assignment-creation': 'sso-admin/ListAccountAssignmentCreationStatus',
      'assignment-deletion': 'sso-admin/ListAccountAssignmentDeletionStatus',
      provisioning: 'sso-admin/ListPermissionSetProvisioningStatus',
    }),
    topic: ({ of }) => ({ topic: 'requests', requests: of }),
    part: always('requests'),
  },
  request: {
    operation: byField('of', {
      'assignment-creation': 'sso-admin/DescribeAccountAssignmentCreationStatus',
      'assignment-deletion': 'sso-admin/DescribeAccountAssignmentDeletionStatus',
      provisioning: 'sso-admin/DescribePermissionSetProvisioningStatus',
    }),
    topic: ({ of, id }, subject) => ({ topic: 'request-details', requests: of, subject: subject(id) }),
    part: always('requests'),
  },
  principal: {
    operation: byField('type', { GROUP: 'identitystore/DescribeGroup', USER: 'identitystore/DescribeUser' }),
    topic: ({ type, id }, subject) => ({ topic: 'principal', principalType: type, subject: subject(id) }),
    part: always('requests'),
  },
} as const satisfies { readonly [K in QuestionKind]: QuestionRow<Step<K>> };

/** Every operation that a question may lead to. */
export type QuestionOperation = ReturnType<(typeof questions)[QuestionKind]['operation']['of']>;

const rows: { readonly [K in QuestionKind]: QuestionRow<Step<K>, QuestionOperation> } = questions;

export function rowOfQuestion<K extends QuestionKind>(step: Step<K>): QuestionRow<Step<K>, QuestionOperation> {
  return rows[step.kind];
}
