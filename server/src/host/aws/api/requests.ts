/** Recent asynchronous requests. The lists tell id, status and date; the reasons are in the descriptions. */
import {
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetProvisioningStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
  ListPermissionSetProvisioningStatusCommand,
} from '@aws-sdk/client-sso-admin';
import type { Found, RequestKind, RequestStatus } from '../../../core/live';
import type { PrincipalType } from '../../../core/model';
import { unlessMissing } from './missing';
import { paginate } from './pages';
import type { SendContext, Senders } from './senders';

type Listed = { Status?: RequestStatus | undefined; RequestId?: string | undefined; CreatedDate?: Date | undefined };

type Described = Listed & {
  AccountId?: string | undefined;
  TargetId?: string | undefined;
  PermissionSetArn?: string | undefined;
  PrincipalType?: PrincipalType | undefined;
  PrincipalId?: string | undefined;
  FailureReason?: string | undefined;
};

type ListPage = { readonly listed: readonly Listed[] | undefined; readonly next: string | undefined };

export const requestSenders = {
  requests: ({ of, status }, context) =>
    paginate(async (token) => {
      const { listed = [], next } = await requestApis[of].list(context, status, token);
      return { items: listed.flatMap((it) => listedRequest(of, it)), next };
    }),

  request: ({ of, id }, context) =>
    paginate(async () => {
      const described = await requestApis[of].describe(context, id);
      return { items: described ? describedRequest(of, id, described) : [], next: undefined };
    }),
} satisfies Partial<Senders>;

type RequestApi = {
  readonly list: (context: SendContext, status: RequestStatus, token: string | undefined) => Promise<ListPage>;
  readonly describe: (context: SendContext, id: string) => Promise<Described | undefined>;
};

/** A request may be forgotten between the list and the description; then there is nothing to tell. */
const requestApis: Readonly<Record<RequestKind, RequestApi>> = {
  'assignment-creation': {
    list: async ({ ssoAdmin, ask, InstanceArn, MaxResults }, Status, NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken, Filter: { Status } };
      const answer = await ask((options) =>
        ssoAdmin.send(new ListAccountAssignmentCreationStatusCommand(input), options),
      );
      return { listed: answer.AccountAssignmentsCreationStatus, next: answer.NextToken };
    },
    describe: async ({ ssoAdmin, ask, InstanceArn }, id) => {
      const input = { InstanceArn, AccountAssignmentCreationRequestId: id };
      const answer = await ask((options) =>
        unlessMissing(() => ssoAdmin.send(new DescribeAccountAssignmentCreationStatusCommand(input), options)),
      );
      return answer?.AccountAssignmentCreationStatus;
    },
  },
  'assignment-deletion': {
    list: async ({ ssoAdmin, ask, InstanceArn, MaxResults }, Status, NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken, Filter: { Status } };
      const answer = await ask((options) =>
        ssoAdmin.send(new ListAccountAssignmentDeletionStatusCommand(input), options),
      );
      return { listed: answer.AccountAssignmentsDeletionStatus, next: answer.NextToken };
    },
    describe: async ({ ssoAdmin, ask, InstanceArn }, id) => {
      const input = { InstanceArn, AccountAssignmentDeletionRequestId: id };
      const answer = await ask((options) =>
        unlessMissing(() => ssoAdmin.send(new DescribeAccountAssignmentDeletionStatusCommand(input), options)),
      );
      return answer?.AccountAssignmentDeletionStatus;
    },
  },
  provisioning: {
    list: async ({ ssoAdmin, ask, InstanceArn, MaxResults }, Status, NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken, Filter: { Status } };
      const answer = await ask((options) =>
        ssoAdmin.send(new ListPermissionSetProvisioningStatusCommand(input), options),
      );
      return { listed: answer.PermissionSetsProvisioningStatus, next: answer.NextToken };
    },
    describe: async ({ ssoAdmin, ask, InstanceArn }, id) => {
      const input = { InstanceArn, ProvisionPermissionSetRequestId: id };
      const answer = await ask((options) =>
        unlessMissing(() => ssoAdmin.send(new DescribePermissionSetProvisioningStatusCommand(input), options)),
      );
      return answer?.PermissionSetProvisioningStatus;
    },
  },
};

function listedRequest(of: RequestKind, { RequestId: id, Status: status, CreatedDate }: Listed): readonly Found[] {
  return id && status ? [{ kind: 'request-listed', of, id, status, createdAt: dateText(CreatedDate) }] : [];
}

function describedRequest(of: RequestKind, id: string, it: Described): readonly Found[] {
  if (!it.Status) return [];
  const request = {
    kind: of,
    id,
    status: it.Status,
    createdAt: dateText(it.CreatedDate),
    set: it.PermissionSetArn,
    account: it.TargetId ?? it.AccountId,
    type: it.PrincipalType,
    principal: it.PrincipalId,
    failureReason: it.FailureReason || undefined,
  };
  return [{ kind: 'request', request }];
}

function dateText(date: Date | undefined): string {
  return date ? date.toISOString() : '';
}
