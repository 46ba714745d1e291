/** What the client says the user looks at, and what a refresh makes of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { known, type Maybe, originAt, unknown } from '../../server/src/core/base';
import type { Assignment } from '../../server/src/core/model';
import { focusOf, subjectsIn } from '../../server/src/lsp/views/focus';
import { homeWith } from '../live/someone';
import { createEmulator, type Emulator, generateScenario } from '../support/identity-center';
import { type Conversation, converse } from './support/conversation';

const at = (path: string) => originAt({ path, start: 0, end: 0 });

/** A block in main.tf whose group a YAML file names. */
function assignment(principal: Maybe<string>): Assignment {
  const own = at('main.tf');
  return {
    principalType: known('GROUP', own),
    principal,
    account: known('111122223333', own),
    permissionSet: known('Admin', own),
    address: 'aws_ssoadmin_account_assignment.this',
    origin: own,
  };
}

describe('A focus', () => {
  it('is what was chosen, then what the open file grants', () => {
    const chosen = { principalType: 'GROUP', principal: 'ops', account: '111122223333' } as const;
    expect(focusOf([chosen, { permissionSet: 'Admin' }, chosen], [{ account: '222233334444' }])).toEqual([
      { groups: ['ops'], accounts: ['111122223333'], permissionSets: ['Admin'] },
      { groups: [], accounts: ['222233334444'], permissionSets: [] },
    ]);
  });

  it('is empty where nothing is looked at that a refresh could ask first', () => {
    expect(focusOf([], [])).toEqual([]);
    expect(focusOf([{ principalType: 'USER', principal: 'anna' }], [{}])).toEqual([]);
  });

  it('on a file is on what it declares and on what it names', () => {
    const named = assignment(known('ops', at('access.yaml')));
    const other = assignment(known('dev', at('other.yaml')));
    const subject = { principalType: 'GROUP', account: '111122223333', permissionSet: 'Admin' };
    expect(subjectsIn('access.yaml', [named, other])).toEqual([{ ...subject, principal: 'ops' }]);
    expect(subjectsIn('main.tf', [named, other])).toHaveLength(2);
    expect(subjectsIn('none.tf', [named, other])).toEqual([]);
    expect(subjectsIn('main.tf', [assignment(unknown({ kind: 'unknown-key' }, at('main.tf')))])).toEqual([subject]);
  });
});

describe('The file in the active editor', () => {
  let aws: Emulator;
  let talk: Conversation;
  const code = `group_assignments:
  group-0055: { account_ids: ["100001000003"], permission_set: Set0000 }
`;

  beforeAll(async () => {
    aws = await createEmulator(generateScenario({ accounts: 5, groups: 60, users: 3, sets: 3, assignments: 120 }));
    const { accessKeyId, secretAccessKey } = aws.credentials();
    const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;
    const home = homeWith(`[profile keys]\n${keys}\nregion = ${aws.region}\nendpoint_url = ${aws.url}\n`);
    const settings = { profile: 'keys', requestsPerSecond: 20 };
    talk = await converse({ 'access.yaml': code }, { env: { HOME: home }, settings });
    await talk.until(() => talk.statuses.some((it) => it.declares === true && it.profile === 'keys'), 'the code');
  }, 60_000);
  afterAll(async () => {
    await talk.end();
    await aws.close();
  });

  async function liveGroups(): Promise<readonly string[]> {
    const { principals } = await talk.ask('idc/matrix');
    const isLive = ({ status }: { status: string }) => status !== 'in-code' && status !== 'only-in-code';
    return principals.filter(({ cells }) => cells.some((it) => it.permissionSets.some(isLive))).map(({ name }) => name);
  }

  it('has its groups among the first rows of a refresh', async () => {
    await talk.connection.sendNotification('idc/focus', { access: [], document: talk.uri('access.yaml') });
    const refreshed = talk.ask('idc/refresh');
    let live: readonly string[] = [];
    // The very first rows may have no names yet, so that the matrix can't show them.
    while (live.length === 0) {
      const before = talk.statuses.length;
      await talk.until(() => talk.statuses.length > before, 'more rows');
      live = await liveGroups();
    }
    expect(live).toContain('group-0055');
    expect(live.length).toBeLessThan(30);
    expect(await refreshed).toMatchObject({ ok: true });
  }, 30_000);
});
