/** Attachments as rules see them: what kind, made by which block. */
import { rowOf } from '../../base';
import type * as evaluation from '../../eval';
import * as model from '../../model';
import type { Attachment } from './permission-sets';
import { resourceOf } from './resources';

export function attachmentOf(root: evaluation.EvaluatedRoot, { instance, content }: Attachment): model.Attachment {
  const { managed = [], customer = [], boundary, open } = content;
  return {
    kind: rowOf(kinds, instance.type) ?? 'inline',
    isExclusive: instance.type.endsWith('_exclusive'),
    awsManaged: managed,
    customerManaged: model.customerPolicies({ customerManagedPolicies: customer, permissionsBoundary: boundary }),
    mayHaveMore: open !== undefined,
    address: instance.address,
    origin: instance.origin,
    wildcardBecause: instance.unknownExpansion,
    resource: resourceOf(root, instance),
  };
}

const kinds: Readonly<Record<string, model.Attachment['kind']>> = {
  aws_ssoadmin_managed_policy_attachment: 'aws-managed',
  aws_ssoadmin_managed_policy_attachments_exclusive: 'aws-managed',
  aws_ssoadmin_customer_managed_policy_attachment: 'customer-managed',
  aws_ssoadmin_customer_managed_policy_attachments_exclusive: 'customer-managed',
  aws_ssoadmin_permission_set_inline_policy: 'inline',
  aws_ssoadmin_permissions_boundary_attachment: 'boundary',
};
