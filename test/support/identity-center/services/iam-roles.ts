/** The roles that Identity Center keeps in an account, as IAM shows them, and the role the organisation put there. */
import type { Call, Operations } from '../call';
import { iamId } from '../stable-id';
import { type EmulatorState, policyArn, type Role } from '../state';
import { noSuchEntity } from '../wire/aws-error';
import { type Fields, optionalText, text } from '../wire/fields';
import { page } from './iam-page';

/** Every member account that Organizations made has it, trusted by the management account. */
export const organizationRole = 'OrganizationAccountAccessRole';

export const iamRoles: Operations = {
  ListRoles: (call) => {
    const prefix = optionalText(call.input, 'PathPrefix') ?? '/';
    const found = rolePath(call.world).startsWith(prefix) ? rolesOf(call) : [];
    return page(call, 'Roles', found, (role) => describe(call, role));
  },
  GetRole: (call) => {
    const role = demandRole(call);
    const boundary = boundaryArn(role, call.caller.account);
    const limit = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary };
    return { Role: { ...describe(call, role), ...(boundary === undefined ? {} : { PermissionsBoundary: limit }) } };
  },
  ListAttachedRolePolicies: (call) => {
    const role = demandRole(call);
    return page(call, 'AttachedPolicies', attachedPolicyArns(role, call.caller.account), (arn) => ({
      PolicyName: arn.split('/').at(-1),
      PolicyArn: arn,
    }));
  },
  ListRolePolicies: (call) => page(call, 'PolicyNames', inlineNames(demandRole(call)), (name) => name),
  GetRolePolicy: (call) => {
    const role = demandRole(call);
    const name = text(call.input, 'PolicyName');
    if (!inlineNames(role).includes(name)) throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
    const PolicyDocument = encodeURIComponent(role.from.inlinePolicy ?? '');
    return { RoleName: role.name, PolicyName: name, PolicyDocument };
  },
};

export const roles = (world: EmulatorState, account: string): readonly Role[] =>
  [...(world.provisioned.get(account)?.values() ?? [])].flatMap(({ role }) => (role === undefined ? [] : [role]));

const rolesOf = ({ world, caller }: Call): readonly Role[] => roles(world, caller.account);

export const attachedPolicyArns = ({ from }: Role, account: string): readonly string[] => [
  ...from.managedPolicies,
  ...from.customerManagedPolicies.map((policy) => policyArn(account, policy)),
];

export function boundaryArn({ from: { permissionsBoundary } }: Role, account: string): string | undefined {
  if (permissionsBoundary === undefined) return undefined;
  return 'arn' in permissionsBoundary ? permissionsBoundary.arn : policyArn(account, permissionsBoundary);
}

const inlineNames = ({ from }: Role): readonly string[] =>
  from.inlinePolicy === undefined ? [] : ['AwsSSOInlinePolicy'];

/** The Region is part of the path, except in us-east-1 (AWS's page on referencing permission sets). */
export const rolePath = ({ region }: EmulatorState): string =>
  region === 'us-east-1' ? '/aws-reserved/sso.amazonaws.com/' : `/aws-reserved/sso.amazonaws.com/${region}/`;

function describe({ world, caller: { account } }: Call, role: Role): Fields {
  const path = rolePath(world);
  return {
    Path: path,
    RoleName: role.name,
    RoleId: iamId('AROA', account, role.name),
    Arn: `arn:aws:iam::${account}:role${path}${role.name}`,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust(account))),
    Description: role.from.description,
    MaxSessionDuration: 43_200,
  };
}

const trust = (account: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    },
  ],
});

function demandRole(call: Call): Role {
  const name = text(call.input, 'RoleName');
  const found = rolesOf(call).find((role) => role.name === name);
  if (found === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return found;
}
