import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { IAMClient, ListPoliciesCommand } from '@aws-sdk/client-iam';
import {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  ListAccountsCommand,
  LogoutCommand,
} from '@aws-sdk/client-sso';
import { CreateTokenCommand, RegisterClientCommand, StartDeviceAuthorizationCommand } from '@aws-sdk/client-sso-oidc';
import { fromSSO } from '@aws-sdk/credential-providers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../support/identity-center';
import { accounts, clients } from './support';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

let emulator: Emulator;
let sdk: ReturnType<typeof clients>;

beforeEach(async () => {
  emulator = await createEmulator('acme', { rate: 'off' });
  sdk = clients(emulator);
});
afterEach(() => emulator.close());

async function register() {
  const answer = await sdk.oidc.send(
    new RegisterClientCommand({ clientName: 'a tool', clientType: 'public', scopes: ['sso:account:access'] }),
  );
  return { clientId: answer.clientId ?? '', clientSecret: answer.clientSecret ?? '' };
}

const answerForm = (path: string, fields: Record<string, string>) =>
  fetch(`${emulator.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

describe('signing in with a device code', () => {
  async function startDevice() {
    const client = await register();
    const started = await sdk.oidc.send(
      new StartDeviceAuthorizationCommand({ ...client, startUrl: emulator.startUrl }),
    );
    const poll = () =>
      sdk.oidc.send(new CreateTokenCommand({ ...client, grantType: deviceGrant, deviceCode: started.deviceCode }));
    return { client, started, poll };
  }

  it('waits for the person, who finds the code already filled in, and allows it', async () => {
    const { started, poll } = await startDevice();
    await expect(poll()).rejects.toMatchObject({
      name: 'AuthorizationPendingException',
      error: 'authorization_pending',
    });
    const page = await (await fetch(started.verificationUriComplete ?? '')).text();
    expect(page).toContain(`value="${started.userCode}"`);
    const allowed = await answerForm('/device', { user_code: started.userCode ?? '', answer: 'allow' });
    expect(await allowed.text()).toContain('Request approved');
    emulator.clock.advance(1000);
    const token = await poll();
    expect(token).toMatchObject({ tokenType: 'Bearer', expiresIn: 28_800 });
    const listed = await sdk.portal.send(new ListAccountsCommand({ accessToken: token.accessToken }));
    expect(listed.accountList?.map((account) => account.accountName)).toContain('prod-data');
    // The code has served its turn.
    emulator.clock.advance(1000);
    await expect(poll()).rejects.toMatchObject({ name: 'InvalidGrantException' });
  });

  it('is told to slow down, and gives up when the person denies or the code is too old', async () => {
    const hasty = await startDevice();
    await expect(hasty.poll()).rejects.toMatchObject({ name: 'AuthorizationPendingException' });
    await expect(hasty.poll()).rejects.toMatchObject({ name: 'SlowDownException' });
    await answerForm('/device', { user_code: hasty.started.userCode ?? '', answer: 'deny' });
    emulator.clock.advance(1000);
    await expect(hasty.poll()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const slow = await startDevice();
    emulator.clock.advance(601_000);
    await expect(slow.poll()).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });

  it('is refreshed without the person, each refresh token once', async () => {
    const { client, started, poll } = await startDevice();
    await answerForm('/device', { user_code: started.userCode ?? '', answer: 'allow' });
    const { refreshToken } = await poll();
    const refresh = () =>
      sdk.oidc.send(new CreateTokenCommand({ ...client, grantType: 'refresh_token', refreshToken }));
    emulator.expireTokens();
    const renewed = await refresh();
    await sdk.portal.send(new ListAccountsCommand({ accessToken: renewed.accessToken }));
    await expect(refresh()).rejects.toMatchObject({ name: 'InvalidGrantException' });
  });

  it('is refused to an unknown client', async () => {
    const stranger = { clientId: 'x', clientSecret: 'y', startUrl: emulator.startUrl };
    await expect(sdk.oidc.send(new StartDeviceAuthorizationCommand(stranger))).rejects.toMatchObject({
      name: 'InvalidClientException',
    });
  });
});

describe('signing in with PKCE', () => {
  const redirectUri = 'http://127.0.0.1:49152/oauth/callback';
  const codeVerifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url');

  async function startPkce() {
    const answer = await sdk.oidc.send(
      new RegisterClientCommand({
        clientName: 'a tool',
        clientType: 'public',
        grantTypes: ['authorization_code', 'refresh_token'],
        scopes: ['sso:account:access'],
        redirectUris: ['http://127.0.0.1/oauth/callback'],
        issuerUrl: emulator.startUrl,
      }),
    );
    const client = { clientId: answer.clientId ?? '', clientSecret: answer.clientSecret ?? '' };
    const state = randomUUID();
    const fields = {
      response_type: 'code',
      client_id: client.clientId,
      redirect_uri: redirectUri,
      state,
      code_challenge_method: 'S256',
      scopes: 'sso:account:access',
      code_challenge: challenge,
    };
    return { client, state, fields };
  }

  const answer = async (fields: Record<string, string>, decision: string) => {
    const response = await answerForm('/authorize', { ...fields, answer: decision });
    return { status: response.status, to: new URL(response.headers.get('location') ?? 'http://nowhere/') };
  };

  it('asks on a page, sends the browser back with a code, and wants the proof', async () => {
    const { client, state, fields } = await startPkce();
    const page = await fetch(`${emulator.url}/authorize?${new URLSearchParams(fields)}`);
    expect(await page.text()).toMatch(/<button id="allow"[^>]*>Allow/);
    const { status, to } = await answer(fields, 'allow');
    expect([status, to.origin + to.pathname, to.searchParams.get('state')]).toEqual([302, redirectUri, state]);
    const code = to.searchParams.get('code') ?? '';
    const token = (verifier: string) =>
      sdk.oidc.send(
        new CreateTokenCommand({
          ...client,
          grantType: 'authorization_code',
          code,
          codeVerifier: verifier,
          redirectUri,
        }),
      );
    expect((await token(codeVerifier)).accessToken).toBeDefined();
    await expect(token(codeVerifier)).rejects.toMatchObject({ name: 'InvalidGrantException' });
  });

  it('fails without the proof', async () => {
    const { client, fields } = await startPkce();
    const { to } = await answer(fields, 'allow');
    const command = new CreateTokenCommand({
      ...client,
      grantType: 'authorization_code',
      code: to.searchParams.get('code') ?? '',
      codeVerifier: 'guessed',
      redirectUri,
    });
    await expect(sdk.oidc.send(command)).rejects.toMatchObject({ name: 'InvalidGrantException' });
  });

  it('tells the client when the person denies, and sends nobody to an address that was not registered', async () => {
    const { fields } = await startPkce();
    expect((await answer(fields, 'deny')).to.searchParams.get('error')).toBe('access_denied');
    expect((await answer({ ...fields, redirect_uri: 'https://elsewhere.example/' }, 'allow')).status).toBe(400);
  });
});

describe('the access portal', () => {
  it('shows where the user may go: roles that are there, in accounts that are open', async () => {
    const { accessToken } = emulator.signIn('wim.deboer');
    const { accountList = [] } = await sdk.portal.send(new ListAccountsCommand({ accessToken }));
    expect(accountList.map((account) => account.accountName)).toEqual(['prod-web', 'staging-web', 'sandbox']);
    const accountId = accounts.stagingWeb;
    const { roleList = [] } = await sdk.portal.send(new ListAccountRolesCommand({ accessToken, accountId }));
    // WebDeveloper is assigned there too, but its boundary is missing, so there is no role.
    expect(roleList.map((role) => role.roleName)).toEqual(['ReadOnly', 'DeployPipeline']);
  });

  it('hands out credentials of that account, in milliseconds', async () => {
    const { accessToken } = emulator.signIn('anna.berg');
    const where = { accountId: accounts.prodData, roleName: 'ReadOnly' };
    const { roleCredentials } = await sdk.portal.send(new GetRoleCredentialsCommand({ accessToken, ...where }));
    expect((roleCredentials?.expiration ?? 0) - emulator.clock.now()).toBeGreaterThan(7.9 * 3_600_000);
    const credentials = {
      accessKeyId: roleCredentials?.accessKeyId ?? '',
      secretAccessKey: roleCredentials?.secretAccessKey ?? '',
      sessionToken: roleCredentials?.sessionToken ?? '',
    };
    const iam = new IAMClient({ endpoint: emulator.url, region: 'eu-west-1', credentials });
    const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(Policies?.map((policy) => policy.PolicyName)).toContain('my-redshift-analyst-policy');
  });

  it('gives no access to a role the user has not, and the trail remembers who asked', async () => {
    const { accessToken } = emulator.signIn('wim.deboer');
    const where = { accountId: accounts.prodData, roleName: 'RedshiftAnalyst' };
    await expect(sdk.portal.send(new GetRoleCredentialsCommand({ accessToken, ...where }))).rejects.toMatchObject({
      name: 'ForbiddenException',
      message: 'No access',
    });
    const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'GetRoleCredentials' }];
    const { Events = [] } = await sdk.trail.send(new LookupEventsCommand({ LookupAttributes }));
    expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '{}')).toMatchObject({
      serviceEventDetails: { account_id: accounts.prodData, role_name: 'RedshiftAnalyst' },
      errorCode: 'ForbiddenException',
    });
  });

  it('knows no token that expired, was signed out or belongs to a disabled user', async () => {
    const expired = emulator.signIn('anna.berg');
    emulator.expireTokens();
    const out = emulator.signIn('anna.berg');
    await sdk.portal.send(new LogoutCommand({ accessToken: out.accessToken }));
    const disabled = emulator.signIn('nils.falk');
    for (const { accessToken } of [expired, out, disabled])
      await expect(sdk.portal.send(new ListAccountsCommand({ accessToken }))).rejects.toMatchObject({
        name: 'UnauthorizedException',
        message: 'Session token not found or invalid',
      });
  });
});

describe("the SDK's own way through a profile and the token cache", () => {
  let home: string;
  const before = { ...process.env };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'emulator-home-'));
    mkdirSync(join(home, '.aws/sso/cache'), { recursive: true });
    process.env.HOME = home;
    writeFileSync(
      join(home, '.aws/config'),
      `[profile p]
sso_session = acme
sso_account_id = ${accounts.prodData}
sso_role_name = ReadOnly
region = eu-west-1
[sso-session acme]
sso_start_url = ${emulator.startUrl}
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
`,
    );
  });
  afterEach(() => {
    process.env.HOME = before.HOME;
    rmSync(home, { recursive: true });
  });

  const cacheFile = () => join(home, '.aws/sso/cache', `${createHash('sha1').update('acme').digest('hex')}.json`);
  const provider = () =>
    fromSSO({
      profile: 'p',
      ignoreCache: true,
      clientConfig: { endpoint: emulator.url },
      parentClientConfig: { endpoint: emulator.url },
    });

  it('finds the token, takes role credentials and enters the account', async () => {
    const token = emulator.signIn('anna.berg');
    writeFileSync(cacheFile(), JSON.stringify({ ...token, region: 'eu-west-1', startUrl: emulator.startUrl }));
    const iam = new IAMClient({ endpoint: emulator.url, region: 'eu-west-1', credentials: provider() });
    expect((await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies).toHaveLength(3);
  });

  it('refreshes an old token and writes the new one back', async () => {
    const client = await register();
    const started = await sdk.oidc.send(
      new StartDeviceAuthorizationCommand({ ...client, startUrl: emulator.startUrl }),
    );
    await answerForm('/device', { user_code: started.userCode ?? '', answer: 'allow' });
    const token = await sdk.oidc.send(
      new CreateTokenCommand({ ...client, grantType: deviceGrant, deviceCode: started.deviceCode }),
    );
    const registrationExpiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const expiresAt = new Date(Date.now() - 1000).toISOString();
    const { accessToken, refreshToken } = token;
    writeFileSync(
      cacheFile(),
      JSON.stringify({ accessToken, refreshToken, expiresAt, ...client, registrationExpiresAt }),
    );
    emulator.expireTokens();
    process.env.AWS_ENDPOINT_URL = emulator.url;
    expect((await provider()()).accessKeyId).toMatch(new RegExp(`^ASIA${accounts.prodData}`));
    delete process.env.AWS_ENDPOINT_URL;
    expect(JSON.parse(readFileSync(cacheFile(), 'utf8')).accessToken).not.toBe(accessToken);
  });

  it('says that one must sign in when there is no token, or when the portal does not know it', async () => {
    await expect(provider()()).rejects.toThrow(/aws sso login/);
    const token = emulator.signIn('anna.berg');
    emulator.expireTokens();
    writeFileSync(cacheFile(), JSON.stringify({ ...token, region: 'eu-west-1', startUrl: emulator.startUrl }));
    await expect(provider()()).rejects.toThrow(/Session token not found or invalid/);
  });
});
