/** Recent asynchronous requests. The lists tell id, status and date; the reasons are in the descriptions. */
import {
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetProvisioningStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
  ListPermissionSetProvisioningStatusCommand,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { Found, ProvisioningRequest, RequestKind } from '../../core/live';
import type { PrincipalType } from '../../core/model';
import type { Calls } from './calls';
import { unlessMissing } from './missing';
import { type Pages, paginate } from './pages';

type Status = ProvisioningRequest['status'];

export type Requests = {
  readonly list: (of: RequestKind, status: Status) => Promise<Pages<Found>>;
  readonly describe: (of: RequestKind, id: string) => Promise<Pages<Found>>;
};

type Listed = { Status?: Status | undefined; RequestId?: string | undefined; CreatedDate?: Date | undefined };

type Described = Listed & {
  AccountId?: string | undefined;
  TargetId?: string | undefined;
  PermissionSetArn?: string | undefined;
  PrincipalType?: PrincipalType | undefined;
  PrincipalId?: string | undefined;
  FailureReason?: string | undefined;
};

type Question = { readonly client: SSOAdminClient; readonly calls: Calls; readonly InstanceArn: string };
type ListPage = { readonly listed: readonly Listed[] | undefined; readonly next: string | undefined };

type Family = {
  readonly list: (question: Question, status: Status, token: string | undefined) => Promise<ListPage>;
  readonly describe: (question: Question, id: string) => Promise<Described | undefined>;
};

export function requests(client: SSOAdminClient, calls: Calls, InstanceArn: string): Requests {
  const question = { client, calls, InstanceArn };
  return {
    list: (of, status) =>
      paginate(async (token) => {
        const { listed = [], next } = await families[of].list(question, status, token);
        return { items: listed.flatMap((it) => listedRequest(of, it)), next };
      }),
    describe: (of, id) =>
      paginate(async () => {
        const described = await families[of].describe(question, id);
        return { items: described ? describedRequest(of, id, described) : [], next: undefined };
      }),
  };
}

const MaxResults = 100;

/** A request may be forgotten between the list and the description; then there is nothing to tell. */
const families: Readonly<Record<RequestKind, Family>> = {
  'assignment-creation': {
    list: async ({ client, calls, InstanceArn }, Status, NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken, Filter: { Status } };
      const answer = await calls.ask('sso-admin/ListAccountAssignmentCreationStatus', (options) =>
        client.send(new ListAccountAssignmentCreationStatusCommand(input), options),
      );
      return { listed: answer.AccountAssignmentsCreationStatus, next: answer.NextToken };
    },
    describe: async ({ client, calls, InstanceArn }, id) => {
      const input = { InstanceArn, AccountAssignmentCreationRequestId: id };
      const answer = await calls.ask('sso-admin/DescribeAccountAssignmentCreationStatus', (options) =>
        unlessMissing(() => client.send(new DescribeAccountAssignmentCreationStatusCommand(input), options)),
      );
      return answer?.AccountAssignmentCreationStatus;
    },
  },
  'assignment-deletion': {
    list: async ({ client, calls, InstanceArn }, Status, NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken, Filter: { Status } };
      const answer = await calls.ask('sso-admin/ListAccountAssignmentDeletionStatus', (options) =>
        client.send(new ListAccountAssignmentDeletionStatusCommand(input), options),
      );
      return { listed: answer.AccountAssignmentsDeletionStatus, next: answer.NextToken };
    },
    describe: async ({ client, calls, InstanceArn }, id) => {
      const input = { InstanceArn, AccountAssignmentDeletionRequestId: id };
      const answer = await calls.ask('sso-admin/DescribeAccountAssignmentDeletionStatus', (options) =>
        unlessMissing(() => client.send(new DescribeAccountAssignmentDeletionStatusCommand(input), options)),
      );
      return answer?.AccountAssignmentDeletionStatus;
    },
  },
  provisioning: {
    list: async ({ client, calls, InstanceArn }, Status, NextToken) => {
      const input = { InstanceArn, MaxResults, NextToken, Filter: { Status } };
      const answer = await calls.ask('sso-admin/ListPermissionSetProvisioningStatus', (options) =>
        client.send(new ListPermissionSetProvisioningStatusCommand(input), options),
      );
      return { listed: answer.PermissionSetsProvisioningStatus, next: answer.NextToken };
    },
    describe: async ({ client, calls, InstanceArn }, id) => {
      const input = { InstanceArn, ProvisionPermissionSetRequestId: id };
      const answer = await calls.ask('sso-admin/DescribePermissionSetProvisioningStatus', (options) =>
        unlessMissing(() => client.send(new DescribePermissionSetProvisioningStatusCommand(input), options)),
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
