import { ListPoliciesCommand } from '@aws-sdk/client-iam';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { ListAccountsCommand as ListPortalAccountsCommand } from '@aws-sdk/client-sso';
import { ListInstancesCommand, ListPermissionSetsCommand } from '@aws-sdk/client-sso-admin';
import { afterEach, describe, expect, it } from 'vitest';
import { createClock, createEmulator, type Emulator, type EmulatorOptions } from '../support/identity-center';
import { virtualClock } from '../support/virtual-clock';
import { clients, instanceArn as InstanceArn } from './support';

let emulator: Emulator | undefined;

async function start(options: EmulatorOptions): Promise<Emulator> {
  emulator = await createEmulator('acme', options);
  return emulator;
}

afterEach(() => emulator?.close());

describe('the rate of sso-admin', () => {
  it('is twenty requests a second for all operations together', async () => {
    const { admin } = clients(await start({ clock: createClock(() => 0) }));
    const calls = Array.from({ length: 15 }, () => [
      admin.send(new ListInstancesCommand({})),
      admin.send(new ListPermissionSetsCommand({ InstanceArn })),
    ]).flat();
    const outcomes = await Promise.allSettled(calls);
    const refused = outcomes.filter((each) => each.status === 'rejected').map((each) => each.reason);
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
  });

  it('is met by a client that tries again', async () => {
    // Time stands still until a call was refused.
    const isThrottled = () => emulator?.journal.all().some((each) => each.error === 'ThrottlingException');
    const begun = Date.now();
    const running = await start({ rate: 10, clock: createClock(() => (isThrottled() ? Date.now() : begun)) });
    const { admin } = clients(running, undefined, 6);
    const calls = Array.from({ length: 14 }, () => admin.send(new ListInstancesCommand({})));
    expect((await Promise.all(calls)).every((each) => each.Instances?.length === 1)).toBe(true);
    expect(running.journal.all().some((each) => each.error === 'ThrottlingException')).toBe(true);
  });

  it('leaves other services alone', async () => {
    const { organizations } = clients(await start({ rate: 1 }));
    const calls = Array.from({ length: 10 }, () => organizations.send(new ListAccountsCommand({})));
    expect(await Promise.all(calls)).toHaveLength(10);
  });
});

describe('trouble made on purpose', () => {
  it('strikes the operations it names, as often as it says', async () => {
    const running = await start({ faults: [{ kind: 'throttle', operations: ['sso-admin:ListInst*'], times: 1 }] });
    const { admin } = clients(running);
    await admin.send(new ListPermissionSetsCommand({ InstanceArn }));
    await expect(admin.send(new ListInstancesCommand({}))).rejects.toMatchObject({ name: 'ThrottlingException' });
    await admin.send(new ListInstancesCommand({}));
    expect(running.faults.list()).toEqual([]);
  });

  it('strikes a share of the calls, the same ones each time', async () => {
    const running = await start({ rate: 'off', faults: [{ kind: 'server-error', share: 0.3 }] });
    const { admin } = clients(running);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, () => admin.send(new ListInstancesCommand({}))),
    );
    const failed = outcomes.filter((each) => each.status === 'rejected');
    expect(failed.length).toBeGreaterThan(5);
    expect(failed.length).toBeLessThan(20);
    expect(failed[0]).toMatchObject({
      reason: { name: 'InternalServerException', $metadata: { httpStatusCode: 500 } },
    });
  });

  it('has each service complain in its own words', async () => {
    const running = await start({ faults: [{ kind: 'throttle' }] });
    const { iam, organizations, portal } = clients(running);
    await expect(organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
    });
    await expect(iam.send(new ListPoliciesCommand({}))).rejects.toMatchObject({ name: 'Throttling' });
    await expect(portal.send(new ListPortalAccountsCommand({ accessToken: 'x' }))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 429 },
    });
  });

  it('denies, lets tokens expire, drops the line, and dawdles', async () => {
    const clock = virtualClock();
    const running = await start({ rate: 'off', clock });
    const { admin } = clients(running);
    const call = () => admin.send(new ListInstancesCommand({}));
    running.faults.add({ kind: 'denied', times: 1 });
    await expect(call()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('is not authorized to perform: sso:ListInstances'),
    });
    running.faults.add({ kind: 'expired-token', times: 1 });
    await expect(call()).rejects.toMatchObject({ name: 'ExpiredTokenException' });
    running.faults.add({ kind: 'drop', times: 1 });
    await expect(call()).rejects.toMatchObject({ code: 'ECONNRESET' });
    running.faults.add({ kind: 'latency', milliseconds: 300, times: 1 });
    await call();
    expect(clock.passed()).toBe(300);
  });
});
