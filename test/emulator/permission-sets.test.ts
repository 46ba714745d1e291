import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  CreatePermissionSetCommand,
  DeleteInlinePolicyFromPermissionSetCommand,
  DeletePermissionSetCommand,
  DeletePermissionsBoundaryFromPermissionSetCommand,
  DescribePermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListTagsForResourceCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../support/identity-center';
import { clients, instanceArn as InstanceArn } from './support';

let emulator: Emulator;
let admin: ReturnType<typeof clients>['admin'];

beforeAll(async () => {
  emulator = await createEmulator('acme-blank', { rate: 'off' });
  admin = clients(emulator).admin;
});
afterAll(() => emulator.close());

async function created(Name: string): Promise<{ readonly InstanceArn: string; readonly PermissionSetArn: string }> {
  const answer = await admin.send(new CreatePermissionSetCommand({ InstanceArn, Name }));
  return { InstanceArn, PermissionSetArn: answer.PermissionSet?.PermissionSetArn ?? '' };
}

describe('a permission set', () => {
  it('is described as it was made, with an hour where no duration was given', async () => {
    const made = await admin.send(
      new CreatePermissionSetCommand({
        InstanceArn,
        Name: 'Reader',
        Description: 'Reads',
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    );
    const PermissionSetArn = made.PermissionSet?.PermissionSetArn ?? '';
    expect(PermissionSetArn).toMatch(/^arn:aws:sso:::permissionSet\/ssoins-7223acme01234567\/ps-[0-9a-f]{16}$/);
    const described = await admin.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }));
    expect(described.PermissionSet).toMatchObject({ Name: 'Reader', Description: 'Reads', SessionDuration: 'PT1H' });
    expect(described.PermissionSet?.CreatedDate).toBeInstanceOf(Date);
  });

  it('cannot have a name that is taken', async () => {
    await created('Twice');
    await expect(created('Twice')).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'PermissionSet with name Twice already exists.',
    });
  });

  it.each([
    [
      'a name with a space',
      { Name: 'my set!' },
      /at 'name' failed to satisfy constraint: .*regular expression pattern/,
    ],
    ['a name that is too long', { Name: 'x'.repeat(33) }, /Member must have length less than or equal to 32/],
    ['a duration that is none', { Name: 'Odd', SessionDuration: '8h' }, /at 'sessionDuration' failed/],
    ['a duration of a day', { Name: 'Day', SessionDuration: 'PT24H' }, /session duration/],
    ['a dash that is not in Latin-1', { Name: 'Dash', Description: 'a — b' }, /at 'description' failed/],
  ])('cannot have %s', async (_, input, message) => {
    await expect(admin.send(new CreatePermissionSetCommand({ InstanceArn, ...input }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });

  it('may last ninety minutes', async () => {
    const answer = await admin.send(
      new CreatePermissionSetCommand({ InstanceArn, Name: 'Ninety', SessionDuration: 'PT90M' }),
    );
    expect(answer.PermissionSet?.SessionDuration).toBe('PT90M');
  });

  it('loses its relay state in an update that leaves it out', async () => {
    const set = await created('Relayed');
    await admin.send(new UpdatePermissionSetCommand({ ...set, RelayState: 'https://console.aws.amazon.com/s3' }));
    await admin.send(new UpdatePermissionSetCommand({ ...set, SessionDuration: 'PT2H' }));
    const { PermissionSet } = await admin.send(new DescribePermissionSetCommand(set));
    expect([PermissionSet?.RelayState, PermissionSet?.SessionDuration]).toEqual([undefined, 'PT2H']);
  });

  it('is tagged and untagged', async () => {
    const { PermissionSetArn: ResourceArn } = await created('Tagged');
    const Tags = [
      { Key: 'owner', Value: 'data' },
      { Key: 'tier', Value: '1' },
    ];
    await admin.send(new TagResourceCommand({ InstanceArn, ResourceArn, Tags }));
    await admin.send(new UntagResourceCommand({ InstanceArn, ResourceArn, TagKeys: ['tier'] }));
    const listed = await admin.send(new ListTagsForResourceCommand({ InstanceArn, ResourceArn }));
    expect(listed.Tags).toEqual([{ Key: 'owner', Value: 'data' }]);
  });

  it('is gone after it was deleted', async () => {
    const set = await created('Gone');
    await admin.send(new DeletePermissionSetCommand(set));
    await expect(admin.send(new DescribePermissionSetCommand(set))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('the policies of a permission set', () => {
  it('are attached, listed by kind and detached', async () => {
    const set = await created('Policies');
    const ManagedPolicyArn = 'arn:aws:iam::aws:policy/job-function/Billing';
    const CustomerManagedPolicyReference = { Name: 'data-engineer-policy', Path: '/data/' };
    await admin.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn }));
    await admin.send(
      new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({ ...set, CustomerManagedPolicyReference }),
    );
    const managed = await admin.send(new ListManagedPoliciesInPermissionSetCommand(set));
    expect(managed.AttachedManagedPolicies).toEqual([{ Name: 'Billing', Arn: ManagedPolicyArn }]);
    const customer = await admin.send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand(set));
    expect(customer.CustomerManagedPolicyReferences).toEqual([CustomerManagedPolicyReference]);
    await admin.send(new DetachManagedPolicyFromPermissionSetCommand({ ...set, ManagedPolicyArn }));
    expect((await admin.send(new ListManagedPoliciesInPermissionSetCommand(set))).AttachedManagedPolicies).toEqual([]);
  });

  it('cannot be a customer policy where an AWS managed one belongs', async () => {
    const set = await created('WrongKind');
    const ManagedPolicyArn = 'arn:aws:iam::111122223333:policy/my-policy';
    await expect(
      admin.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('are at most twenty', async () => {
    const set = await created('Many');
    const attach = (name: string) =>
      admin.send(
        new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn: `arn:aws:iam::aws:policy/${name}` }),
      );
    for (let index = 0; index < 20; index += 1) await attach(`Policy${index}`);
    await expect(attach('OneTooMany')).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' });
  });

  it('include an inline policy, which is counted in bytes that are not white space', async () => {
    const set = await created('Inline');
    expect((await admin.send(new GetInlinePolicyForPermissionSetCommand(set))).InlinePolicy).toBeUndefined();
    const document = (bytes: number) => JSON.stringify({ Statement: [], Sid: 'x'.repeat(bytes - 25) });
    const airy = `${' '.repeat(9000)}${document(10_240)}`;
    await admin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy: airy }));
    expect((await admin.send(new GetInlinePolicyForPermissionSetCommand(set))).InlinePolicy).toBe(airy);
    const put = (InlinePolicy: string) =>
      admin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy }));
    await expect(put(document(10_241))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('is 10241 bytes which has exceeded the maximum limit of 10240 bytes'),
    });
    await expect(put('{"Version": ')).rejects.toMatchObject({ message: 'Invalid PermissionsPolicy Document' });
    await admin.send(new DeleteInlinePolicyFromPermissionSetCommand(set));
    expect((await admin.send(new GetInlinePolicyForPermissionSetCommand(set))).InlinePolicy).toBeUndefined();
  });

  it('include one boundary, of one kind; without it the question itself fails', async () => {
    const set = await created('Bounded');
    const get = () => admin.send(new GetPermissionsBoundaryForPermissionSetCommand(set));
    await expect(get()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const PermissionsBoundary = { CustomerManagedPolicyReference: { Name: 'workload-boundary' } };
    await admin.send(new PutPermissionsBoundaryToPermissionSetCommand({ ...set, PermissionsBoundary }));
    expect((await get()).PermissionsBoundary).toEqual({
      CustomerManagedPolicyReference: { Name: 'workload-boundary', Path: '/' },
    });
    await expect(
      admin.send(new PutPermissionsBoundaryToPermissionSetCommand({ ...set, PermissionsBoundary: {} })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await admin.send(new DeletePermissionsBoundaryFromPermissionSetCommand(set));
    await expect(get()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
