import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateAccountAssignmentCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeSnapshot, type LiveEvent } from '../../server/src/core/live';
import { failureText, fileWording } from '../../server/src/core/wording';
import { allow, patience, someone, tokenPath, writeCliToken } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';

let closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

async function acme(): Promise<Emulator> {
  const emulator = await createEmulator('acme', { rate: 'off' });
  closing.push(emulator.close);
  return emulator;
}

describe('No token, secret or credential', () => {
  it('is in the log, the events, the snapshot or a report, while all goes well', async () => {
    const emulator = await acme();
    const { aws, home, log } = someone(emulator);
    const seen: unknown[] = [];
    await assignSomething(emulator);
    const emit = (event: LiveEvent) => seen.push(event);
    seen.push(await aws.signIn('acme', (prompt) => void allow(prompt), patience()));
    const secrets = secretsIn(readFileSync(tokenPath(home, 'acme'), 'utf8'));
    const pulled = await aws.pull('acme', emit, patience());
    if (!pulled.ok) throw new Error(failureText(pulled.failure).message);
    seen.push(await aws.profiles(), encodeSnapshot(pulled.value, fileWording));
    seen.push(await aws.checkProvisioning('acme', pulled.value, emit, patience()));
    seen.push(await aws.pull('acme', emit, patience(), { since: pulled.value }));
    // The events themselves name access keys: those of the roles that were used.
    const events = await aws.lookUpEvents('acme', inquiry, emit, patience());
    expect(events.ok && events.value.flatMap((answer) => answer.events).map(({ name }) => name)).toEqual(
      expect.arrayContaining(inquiry.here),
    );
    seen.push(events, await aws.signOut('acme'));
    expect(secrets).toHaveLength(3);
    expect(leaks([...log, JSON.stringify(seen)], [...secrets, ...roleSecrets])).toEqual([]);
  });

  it('is in a failure, though AWS or a proxy repeats what it was sent', async () => {
    const echo = await echoServer();
    const emulator = await acme();
    const { aws, home, log } = someone({ ...emulator, url: echo });
    const registration = {
      clientId: 'client',
      clientSecret: 'a-client-secret-of-some-length',
      registrationExpiresAt: '2099-01-01T00:00:00Z',
      refreshToken: 'a-refresh-token-of-some-length',
      expiresAt: '2020-01-01T00:00:00Z',
    };
    const seen: unknown[] = [];
    writeCliToken(home, 'acme', emulator);
    const secrets = [...secretsIn(readFileSync(tokenPath(home, 'acme'), 'utf8'))];
    seen.push(await aws.pull('acme', (event) => seen.push(event), patience()));
    writeCliToken(home, 'acme', emulator, registration);
    secrets.push(...secretsIn(readFileSync(tokenPath(home, 'acme'), 'utf8')));
    seen.push(await aws.pull('acme', (event) => seen.push(event), patience()));
    seen.push(await aws.lookUpEvents('acme', inquiry, () => {}, patience()));
    seen.push(await aws.signIn('acme', () => {}, patience()), await aws.signOut('acme'));
    expect(JSON.stringify(seen)).toContain('[secret]');
    expect(leaks([...log, JSON.stringify(seen)], secrets)).toEqual([]);
  });
});

/** What the emulator's credentials begin with: those of roles, and the key that makes the assignment. */
const roleSecrets = ['ASIA', 'AKIA', 'IQoJ'];

const inquiry = {
  since: '2020-01-01T00:00:00.000Z',
  here: ['GetRoleCredentials', 'CreateAccountAssignment'],
  there: { account: '111122223333', names: ['AssumeRoleWithSAML'] },
};

async function assignSomething(emulator: Emulator): Promise<void> {
  const { region, url: endpoint, state } = emulator;
  const admin = new SSOAdminClient({ region, endpoint, credentials: emulator.credentials() });
  const { instances, permissionSets, groups } = state();
  await admin.send(
    new CreateAccountAssignmentCommand({
      InstanceArn: instances[0]?.arn,
      TargetId: '111122223333',
      TargetType: 'AWS_ACCOUNT',
      PermissionSetArn: [...permissionSets.keys()][0],
      PrincipalType: 'GROUP',
      PrincipalId: [...groups.keys()][0],
    }),
  );
}

function secretsIn(tokenFile: string): readonly string[] {
  const fields: Record<string, string> = JSON.parse(tokenFile);
  return ['accessToken', 'refreshToken', 'clientSecret'].flatMap((name) => fields[name] ?? []);
}

function leaks(texts: readonly string[], secrets: readonly string[]): readonly string[] {
  return secrets.filter((secret) => texts.some((text) => text.includes(secret)));
}

/** Answers every request with an error whose text is the request itself. */
async function echoServer(): Promise<string> {
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const message = `cannot read ${JSON.stringify(request.headers)} ${body}`;
      response.writeHead(400, { 'content-type': 'application/json', 'x-amzn-errortype': 'StrangeException' });
      response.end(JSON.stringify({ __type: 'StrangeException', message }));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => new Promise((done) => server.close(done)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
