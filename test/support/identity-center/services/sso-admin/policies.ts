/** What a permission set carries: AWS managed and customer managed policies, an inline policy, a boundary. */
import type { Call, Operations } from '../../call';
import { page } from '../../pages';
import type { PolicyName, ScenarioBoundary } from '../../scenario';
import type { PermissionSet } from '../../state';
import { AwsError, conflict, invalid, notFound } from '../../wire/aws-error';
import { type Fields, optionalFields, optionalText, text } from '../../wire/fields';
import { change, demandOwnSet, demandSet } from './permission-sets';

export const policies: Operations = {
  ListManagedPoliciesInPermissionSet: (call) =>
    page(call, 'AttachedManagedPolicies', demandSet(call).managedPolicies, (arn) => ({
      Name: arn.split('/').at(-1),
      Arn: arn,
    })),
  AttachManagedPolicyToPermissionSet: (call) => {
    const set = demandOwnSet(call);
    const arn = text(call.input, 'ManagedPolicyArn');
    if (set.managedPolicies.includes(arn)) throw conflict(`Managed policy ${arn} is already attached.`);
    demandRoom(set);
    change(call, set, { managedPolicies: [...set.managedPolicies, arn] });
    return {};
  },
  DetachManagedPolicyFromPermissionSet: (call) => {
    const set = demandOwnSet(call);
    const arn = text(call.input, 'ManagedPolicyArn');
    if (!set.managedPolicies.includes(arn)) throw notFound(`Managed policy ${arn} is not attached.`);
    change(call, set, { managedPolicies: set.managedPolicies.filter((each) => each !== arn) });
    return {};
  },
  ListCustomerManagedPolicyReferencesInPermissionSet: (call) =>
    page(call, 'CustomerManagedPolicyReferences', demandSet(call).customerManagedPolicies, reference),
  AttachCustomerManagedPolicyReferenceToPermissionSet: attachCustomer,
  DetachCustomerManagedPolicyReferenceFromPermissionSet: detachCustomer,
  GetInlinePolicyForPermissionSet: (call) => {
    const { inlinePolicy } = demandSet(call);
    return inlinePolicy === undefined ? {} : { InlinePolicy: inlinePolicy };
  },
  PutInlinePolicyToPermissionSet: putInline,
  DeleteInlinePolicyFromPermissionSet: (call) => {
    const set = demandOwnSet(call);
    if (set.inlinePolicy !== undefined) change(call, set, { inlinePolicy: undefined });
    return {};
  },
  GetPermissionsBoundaryForPermissionSet: (call) => {
    const { permissionsBoundary, arn } = demandSet(call);
    if (permissionsBoundary === undefined) throw notFound(`Permissions boundary not found for PermissionSet ${arn}.`);
    return { PermissionsBoundary: boundary(permissionsBoundary) };
  },
  PutPermissionsBoundaryToPermissionSet: putBoundary,
  DeletePermissionsBoundaryFromPermissionSet: (call) => {
    const set = demandOwnSet(call);
    if (set.permissionsBoundary === undefined) throw notFound('Permissions boundary not found.');
    change(call, set, { permissionsBoundary: undefined });
    return {};
  },
};

/** AWS managed and customer managed policies count together (quotas of IAM Identity Center). */
const mostPolicies = 20;

function demandRoom({ managedPolicies, customerManagedPolicies }: PermissionSet): void {
  if (managedPolicies.length + customerManagedPolicies.length < mostPolicies) return;
  throw new AwsError(
    'ServiceQuotaExceededException',
    'You have exceeded the number of managed policies in a PermissionSet.',
  );
}

const reference = ({ name, path }: PolicyName): Fields => ({ Name: name, Path: path });

const boundary = (it: ScenarioBoundary): Fields =>
  'arn' in it ? { ManagedPolicyArn: it.arn } : { CustomerManagedPolicyReference: reference(it) };

const named = (from: Fields): PolicyName => ({ name: text(from, 'Name'), path: optionalText(from, 'Path') ?? '/' });

const isSame = (a: PolicyName) => (b: PolicyName) => a.name === b.name && a.path === b.path;

function attachCustomer(call: Call): Fields {
  const set = demandOwnSet(call);
  const policy = named(optionalFields(call.input, 'CustomerManagedPolicyReference') ?? {});
  if (set.customerManagedPolicies.some(isSame(policy)))
    throw conflict(`Customer managed policy reference ${policy.name} is already attached.`);
  demandRoom(set);
  change(call, set, { customerManagedPolicies: [...set.customerManagedPolicies, policy] });
  return {};
}

function detachCustomer(call: Call): Fields {
  const set = demandOwnSet(call);
  const policy = named(optionalFields(call.input, 'CustomerManagedPolicyReference') ?? {});
  const isThis = isSame(policy);
  if (!set.customerManagedPolicies.some(isThis))
    throw notFound(`Customer managed policy reference ${policy.name} is not attached.`);
  change(call, set, { customerManagedPolicies: set.customerManagedPolicies.filter((each) => !isThis(each)) });
  return {};
}

/** AWS counts what is not white space, in bytes. */
const mostInlineBytes = 10_240;

function putInline(call: Call): Fields {
  const set = demandOwnSet(call);
  const document = text(call.input, 'InlinePolicy');
  const bytes = Buffer.byteLength(document.replace(/\s/g, ''));
  if (bytes > mostInlineBytes)
    throw invalid(
      `Current size of the non-whitespace characters present in the InlinePolicy Document is ${bytes} bytes ` +
        `which has exceeded the maximum limit of ${mostInlineBytes} bytes`,
    );
  if (!isPolicyDocument(document)) throw invalid('Invalid PermissionsPolicy Document');
  change(call, set, { inlinePolicy: document });
  return {};
}

export function isPolicyDocument(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'Statement' in parsed;
  } catch {
    return false;
  }
}

function putBoundary(call: Call): Fields {
  const set = demandOwnSet(call);
  const given = optionalFields(call.input, 'PermissionsBoundary') ?? {};
  const arn = optionalText(given, 'ManagedPolicyArn');
  const customer = optionalFields(given, 'CustomerManagedPolicyReference');
  if ((arn === undefined) === (customer === undefined))
    throw invalid('Exactly one of ManagedPolicyArn and CustomerManagedPolicyReference must be given.');
  change(call, set, { permissionsBoundary: arn === undefined ? named(customer ?? {}) : { arn } });
  return {};
}
