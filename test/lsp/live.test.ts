import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportPage, ReportQuestion, Status, TreeNode, ViewId } from '../../server/src/protocol';
import { configFor, homeWith, writeCliToken } from '../live/someone';
import { createEmulator, type Emulator } from '../support/identity-center';
import { type Conversation, converse } from './support/conversation';

const access = `group_assignments:
  data-analysts:
    account_ids: ["111122223333"]
    permission_set: RedshiftAnalyst
`;

let aws: Emulator;
let home: string;
let talk: Conversation;

/** A server that is compiled on the way takes its time on a busy machine. */
const starting = 60_000;

const start = () =>
  converse({ 'access.yaml': access }, { env: { HOME: home }, settings: { profile: 'acme', requestsPerSecond: 20 } });
const status = () => talk.statuses.at(-1);
const statusThat = (holds: (it: Status) => boolean, what: string) => talk.until(() => talk.statuses.some(holds), what);

async function rows(view: ViewId, ...path: readonly string[]): Promise<readonly TreeNode[]> {
  let nodes = await talk.ask('idc/children', { view });
  for (const label of path) {
    const parent = nodes.find((it) => it.label === label)?.id;
    if (parent === undefined) throw new Error(`no row ${label} among ${nodes.map((it) => it.label).join(', ')}`);
    nodes = await talk.ask('idc/children', { view, parent });
  }
  return nodes;
}

async function pageOf(question: ReportQuestion): Promise<ReportPage> {
  const answer = await talk.ask('idc/report', question);
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.page;
}

/** Clicks "Allow" in the browser that the editor opened. */
async function allow({ url, code }: { url: string; code: string }): Promise<void> {
  const body = new URLSearchParams({ user_code: code, answer: 'allow' });
  await fetch(new URL(url).origin + new URL(url).pathname, { method: 'POST', body });
}

describe('Live access through the language server', () => {
  beforeAll(async () => {
    aws = await createEmulator('acme', { rate: 1000 });
    home = homeWith(configFor(aws));
    talk = await start();
  }, starting);
  afterAll(async () => {
    await talk.end();
    await aws.close();
  });

  it('offers the profiles of the AWS config file, with where each comes from', async () => {
    await statusThat((it) => it.profile === 'acme', 'the profile');
    const answer = await talk.ask('idc/profiles');
    expect(answer).toMatchObject({
      ok: true,
      selected: 'acme',
      profiles: [
        { name: 'acme', usesSso: true, signedIn: 'no', from: expect.stringContaining('SSO session acme') },
        { name: 'legacy', usesSso: true, signedIn: 'no' },
      ],
    });
  });

  it('says how to sign in when asked too early, and shows the code as one way', async () => {
    const answer = await talk.ask('idc/refresh');
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
    // Before the code has been read there is nothing to show, and the welcome text stands in its place.
    await statusThat((it) => it.declares === true, 'the code');
    const [row] = await rows('access');
    expect(row).toMatchObject({ label: 'Signed out', command: 'idc.signIn' });
  });

  it('signs in with a code that the editor can show meanwhile', async () => {
    const signedIn = talk.ask('idc/signIn', { by: 'code' });
    await statusThat((it) => it.currentActivity.kind === 'signing-in', 'the code');
    const prompt = talk.statuses.map((it) => it.currentActivity).find((it) => it.kind === 'signing-in');
    if (prompt?.code !== undefined) await allow({ url: prompt.url, code: prompt.code });
    expect(await signedIn).toEqual({ ok: true });
    expect(status()).toMatchObject({ signedIn: 'yes', currentActivity: { kind: 'idle' } });
    expect(status()).not.toHaveProperty('failure');
  });

  it('reads live access with counts on the way, and ties it to the code', async () => {
    const answer = await talk.ask('idc/refresh');
    expect(answer).toMatchObject({ ok: true });
    expect(
      talk.statuses.some(({ currentActivity }) => currentActivity.kind === 'working' && currentActivity.done > 0),
    ).toBe(true);
    const accounts = await rows('access', 'data-analysts');
    const account = accounts.find((it) => it.copy.account === '111122223333');
    const sets = await talk.ask('idc/children', { view: 'access', parent: account?.id ?? '' });
    const set = sets.find((it) => it.label === 'RedshiftAnalyst');
    expect(set?.open).toMatchObject({ uri: talk.uri('access.yaml') });
    expect(set?.copy.arn).toMatch(/^arn:aws:sso:::permissionSet\//);
    expect(status()).toMatchObject({ declares: true, takenAt: expect.any(String) });
  });

  it('answers the same as a matrix, with the places in code', async () => {
    const { accounts, principals, takenAt } = await talk.ask('idc/matrix');
    const cells = principals.find((it) => it.name === 'data-analysts')?.cells ?? [];
    const sets = cells.find((it) => accounts[it.account]?.id === '111122223333')?.permissionSets;
    const set = sets?.find((it) => it.name === 'RedshiftAnalyst');
    expect(set).toMatchObject({ status: 'both', open: { uri: talk.uri('access.yaml') } });
    expect(takenAt).toBe(status()?.takenAt);
  });

  it('checks provisioning: the failures with AWS’s reason, in the view and in the answer', async () => {
    const answer = await talk.ask('idc/checkProvisioning');
    expect(answer).toMatchObject({ ok: true });
    if (!answer.ok) return;
    expect(answer.failed).toBeGreaterThan(0);
    const failed = await rows('provisioning', 'Failed');
    expect(failed).toHaveLength(answer.failed);
    expect(failed[0]?.copy.reason).toBeTruthy();
    expect(answer.failures[0]).toContain(failed[0]?.copy.reason ?? 'a reason');
    expect(status()?.failedRequests).toBe(answer.failed);
  });

  it('names what can be asked about: groups, users, accounts and permission sets, with where they are known from', async () => {
    const { principals, accounts, permissionSets, takenAt } = await talk.ask('idc/choices');
    expect(principals).toContainEqual({ name: 'data-analysts', type: 'GROUP', detail: 'live' });
    expect(principals).toContainEqual({ name: 'nils.falk', type: 'USER', detail: 'live, disabled' });
    expect(accounts).toContainEqual({ id: '111122223333', name: 'prod-data', detail: '' });
    expect(permissionSets).toContainEqual({ name: 'RedshiftAnalyst', detail: 'live' });
    expect(takenAt).toBe(status()?.takenAt);
  });

  it('explains access, with the place in code', async () => {
    const about = { principal: 'greta.holm', account: '111122223333', permissionSet: 'RedshiftAnalyst' };
    const answer = await talk.ask('idc/report', { kind: 'explanation', about });
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.page.title).toBe('greta.holm in prod-data as RedshiftAnalyst');
    expect(answer.page.takenAt).toBe(status()?.takenAt);
    const place = answer.page.facts.find((it) => it.name === 'Code')?.value.open;
    expect(place).toMatchObject({ uri: talk.uri('access.yaml') });
    expect(answer.markdown).toContain('# greta.holm in prod-data as RedshiftAnalyst');
  });

  it('adds the events of CloudTrail to an explanation once they are asked for', async () => {
    const about = { principal: 'greta.holm', account: '111122223333', permissionSet: 'DataEngineer' };
    const { accessToken } = aws.signIn('greta.holm');
    await fetch(`${aws.url}/federation/credentials?account_id=${about.account}&role_name=${about.permissionSet}`, {
      headers: { 'x-amz-sso_bearer_token': accessToken },
    });
    const question = { kind: 'explanation', about } as const;
    expect((await pageOf(question)).further).toMatchObject({ state: 'not-asked' });
    expect(await talk.ask('idc/readFurther', question)).toEqual({ ok: true });
    const page = await pageOf(question);
    expect(page.further).toMatchObject({ state: 'asked' });
    const events = page.sections.find((it) => it.heading === 'Events of CloudTrail');
    const told = events?.rows.map(({ cells }) => cells.map((it) => it.text).join(' | '));
    expect(told).toContainEqual(expect.stringMatching(/GetRoleCredentials \| greta\.holm \| .* failed with Forbidden/));
    // Whatever else is asked has not been looked for.
    expect((await pageOf({ kind: 'explanation', about: { ...about, permissionSet: 'OnCall' } })).further?.state).toBe(
      'not-asked',
    );
  }, 30_000);

  it('leaves an explanation as it is where looking for events is stopped', async () => {
    const about = { principal: 'anna.berg', account: '111122223333' };
    const question = { kind: 'explanation', about } as const;
    const { verdict } = await pageOf(question);
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol');
    const source = new CancellationTokenSource();
    const answer = talk.connection.sendRequest('idc/readFurther', question, source.token);
    source.cancel();
    expect(await answer).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    const page = await pageOf(question);
    expect(page).toMatchObject({ verdict, further: { state: 'asked' } });
    expect(page.sections.at(-1)?.note).toContain('you stopped it');
    expect(status()).not.toHaveProperty('failure');
  });

  it('compares the code with what it read', async () => {
    const answer = await talk.ask('idc/report', { kind: 'comparison' });
    expect(answer).toMatchObject({ ok: true, page: { verdict: { heading: 'Code and AWS differ' } } });
  });

  it('looks into the target accounts, and says what was found as a report', async () => {
    expect(await talk.ask('idc/report', { kind: 'policies' })).toMatchObject({
      ok: false,
      failure: { kind: 'not-looked' },
    });
    const found = await talk.ask('idc/checkPolicies');
    expect(found).toMatchObject({ ok: true, missing: expect.any(Number), there: expect.any(Number) });
    expect(
      talk.statuses.some(
        ({ currentActivity }) => currentActivity.kind === 'working' && currentActivity.what === 'policies in accounts',
      ),
    ).toBe(true);
    expect(status()?.policiesAt).toMatch(/^\d{4}-/);
    const report = await talk.ask('idc/report', { kind: 'policies' });
    expect(report).toMatchObject({ ok: true, page: { title: 'Policies in target accounts' } });
  });

  it('keeps what a look into the target accounts found until it was stopped, and says that it is not all', async () => {
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol');
    aws.faults.add({ kind: 'hold', operations: ['iam:ListPolicies'], times: 3 });
    const source = new CancellationTokenSource();
    const before = talk.statuses.length;
    const answer = talk.connection.sendRequest('idc/checkPolicies', {}, source.token);
    const hasFound = ({ currentActivity }: Status) =>
      currentActivity.kind === 'working' && currentActivity.what === 'policies in accounts' && currentActivity.done > 0;
    await talk.until(() => talk.statuses.slice(before).some(hasFound), 'the first account');
    source.cancel();
    expect(await answer).toMatchObject({ ok: true });
    aws.faults.clear();
    const page = await pageOf({ kind: 'policies' });
    expect(page.facts[0]).toMatchObject({ name: 'Incomplete', value: { tone: 'doubtful' } });
    // All that it did not come to was seen by the look before.
    expect(page.verdict.text).toContain('1 could not be looked for');
    expect(await talk.ask('idc/checkPolicies')).toMatchObject({ ok: true, notLooked: 1 });
    expect((await pageOf({ kind: 'policies' })).facts).toEqual([]);
  });

  it('exports who can access what, and refuses "production only" where nothing is called production', async () => {
    const question = { format: 'csv', by: 'account', productionOnly: false } as const;
    const answer = await talk.ask('idc/accessReport', question);
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.text.split('\r\n').length).toBeGreaterThan(10);
    expect(answer.holds).toMatch(/^\d+ rows$/);
    const refused = await talk.ask('idc/accessReport', { ...question, productionOnly: true });
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'no-production' } });
  });

  it('shows a snapshot file in place of AWS until it is closed', async () => {
    const taken = await talk.ask('idc/snapshotText', { pseudonymise: true });
    if (!taken.ok) throw new Error(taken.failure.message);
    expect(taken.text).not.toContain('data-analysts');
    const before = status()?.takenAt;
    expect(await talk.ask('idc/openSnapshot', { name: 'acme.json', text: taken.text })).toEqual({ ok: true });
    expect(status()).toMatchObject({ opened: 'acme.json', takenAt: before });
    const [first] = await rows('access');
    expect(first).toMatchObject({ label: 'From the file acme.json', command: 'idc.backToLive' });
    await talk.ask('idc/closeSnapshot');
    expect(status()).not.toHaveProperty('opened');
    expect((await rows('access')).some((it) => it.label === 'data-analysts')).toBe(true);
  });

  it('refuses a file that is no snapshot, and keeps what it had', async () => {
    const answer = await talk.ask('idc/openSnapshot', { name: 'other.json', text: '{}' });
    expect(answer).toMatchObject({
      ok: false,
      failure: { kind: 'bad-snapshot', message: expect.stringMatching(/^other\.json/) },
    });
    expect(status()).not.toHaveProperty('opened');
  });

  it('groups the Access view as asked', async () => {
    await talk.ask('idc/groupAccess', { by: 'account' });
    expect((await rows('access', 'prod-data')).some((it) => it.label === 'data-analysts')).toBe(true);
    expect(status()?.grouping).toBe('account');
    await talk.ask('idc/groupAccess', { by: 'group' });
  });

  it('can be cancelled, and keeps what it had', async () => {
    const takenAt = status()?.takenAt;
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol');
    const source = new CancellationTokenSource();
    const answer = talk.connection.sendRequest<{ ok: boolean }>('idc/refresh', {}, source.token);
    source.cancel();
    expect(await answer).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(status()).toMatchObject({ takenAt, currentActivity: { kind: 'idle' } });
    expect(status()).not.toHaveProperty('failure');
  });

  it('never says a token, nor a secret, in its log', () => {
    const log = talk.log.join('\n');
    const { accessToken } = aws.signIn();
    expect(log).not.toContain(accessToken.slice(0, 12));
    expect(log).not.toMatch(/accessToken|refreshToken|clientSecret|secretAccessKey/i);
  });

  it('shows the last session’s snapshot at once after a restart', async () => {
    const before = status()?.takenAt;
    await talk.end();
    talk = await start();
    await statusThat((it) => it.takenAt !== undefined, 'the snapshot of the last session');
    expect(status()?.takenAt).toBe(before);
    expect((await rows('access')).length).toBeGreaterThan(2);
  });

  it('still knows after a restart what was found in the target accounts, and how old that is', async () => {
    const { policiesAt } = talk.statuses.findLast((it) => it.policiesAt !== undefined) ?? {};
    expect(policiesAt).toMatch(/^\d{4}-/);
    const page = await pageOf({ kind: 'policies' });
    expect(page).toMatchObject({ takenAt: policiesAt, title: 'Policies in target accounts' });
    const missing = page.sections.find((it) => it.heading === 'Missing')?.rows ?? [];
    expect(missing.map(({ cells }) => cells[1]?.text)).toContain('/workload-boundary');
  });

  it('underlines after a restart what an account was seen to lack', async () => {
    const code = `permission_sets:
  Builder: { permissions_boundary: { name: workload-boundary } }
group_assignments:
  web-developers: { account_ids: ["444455556666"], permission_set: Builder }
`;
    await talk.open('builder.access.yaml', code, 'yaml');
    const diagnostics = () => talk.published.get(talk.uri('builder.access.yaml'))?.at(-1)?.diagnostics ?? [];
    const isSeen = () =>
      diagnostics().some((it) => /no policy "workload-boundary" in .*seen \d{4}-/.test(String(it.message)));
    await talk.until(isSeen, 'the finding');
    await talk.close('builder.access.yaml');
  });

  it('asks to sign in again when the session has ended, and goes on showing what it knew', async () => {
    aws.expireTokens();
    aws.expireCredentials();
    const answer = await talk.ask('idc/refresh');
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
    const shown = await rows('access');
    expect(shown[0]).toMatchObject({ label: 'Signed out', command: 'idc.signIn' });
    expect(shown.length).toBeGreaterThan(2);
  });

  it('gives the policy that a role needs', async () => {
    expect(JSON.parse(await talk.ask('idc/readOnlyPolicy'))).toMatchObject({ Version: '2012-10-17' });
  });

  it('signs out', async () => {
    expect(await talk.ask('idc/signOut')).toEqual({ ok: true });
    expect(status()).toMatchObject({ signedIn: 'no' });
  });
});

describe('Another instance', () => {
  beforeAll(async () => {
    aws = await createEmulator('account-instance', { rate: 1000 });
    home = homeWith(configFor(aws));
    writeCliToken(home, 'acme', aws);
    talk = await start();
  }, starting);
  afterAll(async () => {
    await talk.end();
    await aws.close();
  });

  it('that the settings name is read, and what was known of the one before is not shown for it', async () => {
    await talk.until(() => status()?.profile === 'acme', 'the profile');
    expect(await talk.ask('idc/refresh')).toMatchObject({ ok: true });
    const choose = async (instance: string) => {
      talk.settings = { profile: 'acme', requestsPerSecond: 20, instance };
      await talk.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    };
    await choose('ssoins-acct0acme0123456');
    await talk.until(() => status()?.takenAt === undefined, 'the change of instance');
    expect(await talk.ask('idc/refresh')).toMatchObject({
      ok: false,
      failure: { kind: 'no-instance', message: expect.stringContaining('ssoins-acct0acme0123456') },
    });
    await choose('ssoins-7223acme01234567');
    await talk.until(() => status()?.takenAt !== undefined, 'the snapshot of this instance');
  });
});
