/** What a failed request says about a link. */
import { isKnown, type Origin } from '../../base';
import { type ProvisioningRequest, requestFailure } from '../../live';
import type { RequestFailure } from '../../reasons';
import { requestFailureText } from '../../wording';
import type { ExplainContext } from './context';
import type { ExplanationKind, LinkCheck } from './explain';

export function failedRequestCheck(
  context: ExplainContext,
  name: 'assignment' | 'provisioning',
  failure: ProvisioningRequest,
  origin: Origin | undefined,
): LinkCheck {
  const { permissionSet, failureReason = '', createdAt, kind } = failure;
  const cause = requestFailure(failureReason);
  const { headline, remedy } = requestFailureText(cause, { account: context.accountText, permissionSet });
  return {
    name,
    verdict: 'broken',
    kind: kindOf(cause.kind, kind, context),
    text: `AWS could not carry it out (${createdAt}): ${headline.replace(/\.$/, '')}`,
    nextStep: remedy,
    origin: cause.kind === 'policy-missing' ? (referenceIn(context, permissionSet) ?? origin) : origin,
    saidBy:
      kind === 'provisioning'
        ? 'sso-admin/DescribePermissionSetProvisioningStatus'
        : 'sso-admin/DescribeAccountAssignmentCreationStatus',
  };
}

function kindOf(
  code: RequestFailure['kind'],
  kind: ProvisioningRequest['kind'],
  { account }: ExplainContext,
): ExplanationKind {
  // Only in the management account do the caller's own IAM rights matter: elsewhere AWS's service-linked role acts.
  if (code === 'caller-denied') return 'management-account-rights';
  const isClosed = account?.state !== undefined && account.state !== 'ACTIVE';
  if (code === 'account-unmanageable' && isClosed) return 'account-suspended';
  if (kind === 'assignment-creation') return 'assignment-creation-failed';
  return code === 'policy-missing' ? 'policy-missing' : 'provisioning-failed';
}

function referenceIn({ declared }: ExplainContext, name: string | undefined): Origin | undefined {
  const set = name === undefined ? undefined : declared?.permissionSets.byName.get(name);
  const [first] = set?.customerManagedPolicies ?? [];
  return first && isKnown(first.name) ? first.name.origin : first?.origin;
}
