/** Recent asynchronous requests. The lists tell id, status and date; the reasons are in the descriptions. */
import {
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetProvisioningStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
  ListPermissionSetProvisioningStatusCommand,
} from '@aws-sdk/client-sso-admin';
import type { FoundCandidate, RequestKind, RequestStatus } from '../../../core/live';
import { unlessMissing } from './missing';
import { dateIn, type Fields, fieldsOf, memberIn, optional, unlessEmpty } from './received';
import { listed, type SendContext, type Senders, said } from './senders';

export const requestSenders = {
  requests: ({ of, status }, context) => {
    const { list, member } = requestApis[of];
    return listed(context, { member, candidate: (it) => listedRequest(of, fieldsOf(it)) }, (token) =>
      list(context, status, token),
    );
  },

  request: ({ of, id }, context) =>
    said(context, async () => {
      const { describe, described } = requestApis[of];
      const answer = await describe(context, id);
      return answer ? [describedRequest(of, id, memberIn(answer, described, context.action))] : [];
    }),
} satisfies Partial<Senders>;

type RequestApi = {
  /** The member of the answer that holds the list, and the one that holds a description. */
  readonly member: string;
  readonly described: string;
  readonly list: (
    context: SendContext,
    status: RequestStatus,
    token: string | undefined,
  ) => Promise<{ readonly NextToken?: unknown }>;
  readonly describe: (context: SendContext, id: string) => Promise<object | undefined>;
};

/** A request may be forgotten between the list and the description; then there is nothing to tell. */
const requestApis: Readonly<Record<RequestKind, RequestApi>> = {
  'assignment-creation': {
    member: 'AccountAssignmentsCreationStatus',
    described: 'AccountAssignmentCreationStatus',
    list: async ({ ssoAdmin, ask, InstanceArn, MaxResults }, Status, NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken, Filter: { Status } };
      return ask((options) => ssoAdmin.send(new ListAccountAssignmentCreationStatusCommand(input), options));
    },
    describe: async ({ ssoAdmin, ask, InstanceArn }, id) => {
      const input = { InstanceArn, AccountAssignmentCreationRequestId: id };
      return ask((options) =>
        unlessMissing(() => ssoAdmin.send(new DescribeAccountAssignmentCreationStatusCommand(input), options)),
      );
    },
  },
  'assignment-deletion': {
    member: 'AccountAssignmentsDeletionStatus',
    described: 'AccountAssignmentDeletionStatus',
    list: async ({ ssoAdmin, ask, InstanceArn, MaxResults }, Status, NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken, Filter: { Status } };
      return ask((options) => ssoAdmin.send(new ListAccountAssignmentDeletionStatusCommand(input), options));
    },
    describe: async ({ ssoAdmin, ask, InstanceArn }, id) => {
      const input = { InstanceArn, AccountAssignmentDeletionRequestId: id };
      return ask((options) =>
        unlessMissing(() => ssoAdmin.send(new DescribeAccountAssignmentDeletionStatusCommand(input), options)),
      );
    },
  },
  provisioning: {
    member: 'PermissionSetsProvisioningStatus',
    described: 'PermissionSetProvisioningStatus',
    list: async ({ ssoAdmin, ask, InstanceArn, MaxResults }, Status, NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken, Filter: { Status } };
      return ask((options) => ssoAdmin.send(new ListPermissionSetProvisioningStatusCommand(input), options));
    },
    describe: async ({ ssoAdmin, ask, InstanceArn }, id) => {
      const input = { InstanceArn, ProvisionPermissionSetRequestId: id };
      return ask((options) =>
        unlessMissing(() => ssoAdmin.send(new DescribePermissionSetProvisioningStatusCommand(input), options)),
      );
    },
  },
};

function listedRequest(of: RequestKind, { RequestId, Status, CreatedDate }: Fields): FoundCandidate {
  return { kind: 'request-listed', of, id: RequestId, status: Status, createdAt: dateIn(CreatedDate) };
}

function describedRequest(of: RequestKind, id: string, it: Fields): FoundCandidate {
  const request = {
    kind: of,
    id,
    status: it.Status,
    createdAt: dateIn(it.CreatedDate),
    set: optional(it.PermissionSetArn),
    account: optional(it.TargetId ?? it.AccountId),
    type: optional(it.PrincipalType),
    principal: optional(it.PrincipalId),
    failureReason: unlessEmpty(it.FailureReason),
  };
  return { kind: 'request', request };
}
