/** The saved snapshot of an instance, through the server: shown at a start and at a change of profile, without AWS. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { homeWith } from '../live/someone';
import { createEmulator, type Emulator, generateScenario } from '../support/identity-center';
import { type Conversation, converse } from './support/conversation';

let aws: Emulator;
let home: string;
let storage: string;
let talk: Conversation;

const starting = 60_000;
const settings = (profile: string) => ({ profile, requestsPerSecond: 20 });
const start = (profile: string) => converse({}, { env: { HOME: home }, storage, settings: settings(profile) });
const status = () => talk.statuses.at(-1);

async function choose(profile: string): Promise<void> {
  talk.settings = settings(profile);
  await talk.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await talk.until(() => status()?.profile === profile, `the profile ${profile}`);
}

/** A profile of long-lived keys: nobody has to sign in. */
function profile(name: string): string {
  const { accessKeyId, secretAccessKey } = aws.credentials();
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;
  return `[profile ${name}]\n${keys}\nregion = ${aws.region}\nendpoint_url = ${aws.url}\n`;
}

describe('The saved snapshot', () => {
  beforeAll(async () => {
    const sizes = { accounts: 3, groups: 3, users: 3, sets: 2, assignments: 5 };
    aws = await createEmulator(generateScenario(sizes), { rate: 'off' });
    home = homeWith(['anna', 'ben'].map(profile).join('\n'));
    storage = join(mkdtempSync(join(tmpdir(), 'idc-editor-')), 'globalStorage');
    talk = await start('anna');
  }, starting);
  afterAll(() => talk.end());

  it('is kept where the editor keeps what is ours: one for two profiles of an instance', async () => {
    await talk.until(() => status()?.profile === 'anna', 'the profile');
    expect(await talk.ask('idc/refresh')).toMatchObject({ ok: true });
    await choose('ben');
    expect(status()?.takenAt).toBeUndefined();
    expect(await talk.ask('idc/refresh')).toMatchObject({ ok: true });
    expect(readdirSync(join(storage, 'instances'))).toHaveLength(1);
    expect(readdirSync(join(storage, 'profiles'))).toHaveLength(2);
  });

  it('is shown when its profile is chosen again, as the other profile read it', async () => {
    const before = status()?.takenAt;
    await choose('anna');
    await talk.until(() => status()?.takenAt === before, 'the snapshot');
  });

  it(
    'is shown at the next start, with its age, though AWS is out of reach',
    async () => {
      const before = status()?.takenAt;
      await talk.end();
      await aws.close();
      talk = await start('ben');
      await talk.until(() => status()?.takenAt === before, 'the snapshot');
      const rows = await talk.ask('idc/children', { view: 'access' });
      expect(rows.some(({ label }) => label === 'group-0000')).toBe(true);
    },
    starting,
  );
});
