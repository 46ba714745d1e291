/** What has become of asynchronous requests. Lists tell id, status and date only; the reason takes a Describe each. */
import type { Call, Operations } from '../../call';
import { page } from '../../pages';
import { submit } from '../../provisioning';
import type { Request, RequestKind } from '../../state';
import { invalid, notFound } from '../../wire/aws-error';
import { type Fields, optionalFields, optionalText, seconds, text } from '../../wire/fields';
import { demandOrganizationInstance } from './instances';
import { demandOwnSet } from './permission-sets';

export const requests: Operations = {
  ListAccountAssignmentCreationStatus: (call) => listed(call, 'creation', 'AccountAssignmentsCreationStatus'),
  ListAccountAssignmentDeletionStatus: (call) => listed(call, 'deletion', 'AccountAssignmentsDeletionStatus'),
  ListPermissionSetProvisioningStatus: (call) => listed(call, 'provisioning', 'PermissionSetsProvisioningStatus'),
  DescribeAccountAssignmentCreationStatus: (call) => ({
    AccountAssignmentCreationStatus: assignmentStatus(
      demandRequest(call, 'creation', 'AccountAssignmentCreationRequestId'),
    ),
  }),
  DescribeAccountAssignmentDeletionStatus: (call) => ({
    AccountAssignmentDeletionStatus: assignmentStatus(
      demandRequest(call, 'deletion', 'AccountAssignmentDeletionRequestId'),
    ),
  }),
  DescribePermissionSetProvisioningStatus: (call) => ({
    PermissionSetProvisioningStatus: provisioningStatus(
      demandRequest(call, 'provisioning', 'ProvisionPermissionSetRequestId'),
    ),
  }),
  ProvisionPermissionSet: (call) => {
    const set = demandOwnSet(call);
    const toAll = text(call.input, 'TargetType') === 'ALL_PROVISIONED_ACCOUNTS';
    const account = optionalText(call.input, 'TargetId');
    if (!toAll && account === undefined) throw invalid('TargetId is required when TargetType is AWS_ACCOUNT.');
    const target = toAll ? undefined : account;
    const request = submit(call.world, {
      kind: 'provisioning',
      permissionSet: set.arn,
      account: target,
      assignment: undefined,
    });
    return { PermissionSetProvisioningStatus: provisioningStatus(request) };
  },
};

function listed(call: Call, kind: RequestKind, name: string): Fields {
  demandOrganizationInstance(call);
  const wanted = optionalText(optionalFields(call.input, 'Filter') ?? {}, 'Status');
  const rows = [...call.world.requests.values()]
    .filter((each) => each.kind === kind && (wanted === undefined || each.status === wanted))
    .sort((a, b) => b.createdAt - a.createdAt);
  return page(call, name, rows, (it) => ({
    Status: it.status,
    RequestId: it.id,
    CreatedDate: seconds(it.createdAt),
  }));
}

function demandRequest(call: Call, kind: RequestKind, member: string): Request {
  demandOrganizationInstance(call);
  const found = call.world.requests.get(text(call.input, member));
  if (found === undefined || found.kind !== kind) throw notFound('Request not found.');
  return found;
}

const common = (it: Request): Fields => ({
  Status: it.status,
  RequestId: it.id,
  PermissionSetArn: it.permissionSet,
  CreatedDate: seconds(it.createdAt),
  ...(it.failureReason === undefined ? {} : { FailureReason: it.failureReason }),
});

const provisioningStatus = (it: Request): Fields => ({
  ...common(it),
  ...(it.account === undefined ? {} : { AccountId: it.account }),
});

export const assignmentStatus = (it: Request): Fields => ({
  ...common(it),
  TargetId: it.account,
  TargetType: 'AWS_ACCOUNT',
  PrincipalType: it.assignment?.principalType,
  PrincipalId: it.assignment?.principal,
});
