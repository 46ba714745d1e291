import { mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { known } from '../../server/src/core/base';
import {
  decodeSnapshot,
  encodeSnapshot,
  type Snapshot,
  type SnapshotFile,
  snapshotFile,
  snapshotPieces,
} from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { maxSnapshotBytes } from '../../server/src/host/storage/snapshot-disk';
import { createSnapshotStore } from '../../server/src/host/storage/snapshot-store';
import { tell } from './facts';
import { sample } from './samples';

function changed(change: (file: Record<string, unknown>) => void): string {
  const file: Record<string, unknown> = JSON.parse(encodeSnapshot(sample, fileWording));
  change(file);
  return JSON.stringify(file);
}

describe('A snapshot file', () => {
  it('read back is the snapshot that was written', () => {
    expect(decodeSnapshot(encodeSnapshot(sample, fileWording))).toEqual({ snapshot: sample });
  });

  it('has the shape of `idc access`, and says what is not known and why', () => {
    const file: SnapshotFile = snapshotFile(sample, fileWording);
    expect(file.version).toBe(1);
    expect(file.permissionSets.at(0)).toMatchObject({ name: 'Analyst', sessionDuration: 'PT8H', inlinePolicy: true });
    expect(
      file.assignments.map(({ principal, permissionSet, account }) => [principal, permissionSet, account]),
    ).toEqual([
      ['analysts', 'Analyst', '111122223333'],
      [null, 'Analyst', '222233334444'],
      ['anna.berg', null, '222233334444'],
    ]);
    expect(file.unknown.map(({ attribute, because }) => `${attribute}: ${because}`)).toContain(
      'principal: group g-gone no longer exists',
    );
    expect(file.incomplete).toContainEqual({
      of: 'accounts',
      because: 'the role in use may not do this: organizations:ListAccounts',
      saidBy: 'organizations/ListAccounts',
      reason: { kind: 'denied', action: 'organizations:ListAccounts' },
    });
    expect(file.gaps).toContainEqual({
      what: 'accounts',
      because: 'the role in use may not do this: organizations:ListAccounts',
      action: 'organizations:ListAccounts',
      topic: 'accounts',
      reason: { kind: 'denied', action: 'organizations:ListAccounts' },
    });
  });

  it('of an older version says nothing of relay states, and none is taken for none', () => {
    const older = decodeSnapshot(
      changed((file) => {
        for (const set of file.permissionSets as Record<string, unknown>[]) delete set.relayState;
      }),
    );
    if (!('snapshot' in older)) throw new Error(older.problem);
    expect(older.snapshot.access.permissionSets.all.map(({ relayState }) => relayState && tell(relayState))).toEqual(
      sample.access.permissionSets.all.map(() => '? the snapshot does not say why'),
    );
    const text = encodeSnapshot(older.snapshot, fileWording);
    expect(text).not.toContain('relayState');
    expect(decodeSnapshot(text)).toEqual(older);
  });

  it('says which principals are gone, read back as it was', () => {
    const decoded = decodeSnapshot(encodeSnapshot(sample, fileWording));
    if (!('snapshot' in decoded)) throw new Error(decoded.problem);
    for (const { access } of [sample, decoded.snapshot])
      expect(access.assignments.all.map((it) => it.principalIsGone ?? false)).toEqual([false, true, false]);
  });

  it('is the same text for the same access, whatever the order of the answers', () => {
    const { assignments } = sample.access;
    const turned = { ...sample.access, assignments: { ...assignments, all: assignments.all.toReversed() } };
    expect(encodeSnapshot({ ...sample, access: turned }, fileWording)).toBe(encodeSnapshot(sample, fileWording));
  });

  it('that is damaged is refused with the place of the damage', () => {
    expect(decodeSnapshot('{ "snapshot": 1,')).toEqual({ problem: 'this is not JSON' });
    expect(decodeSnapshot('[]')).toEqual({ problem: 'this is not a snapshot of live access' });
    expect(decodeSnapshot(changed((file) => delete file.takenAt))).toEqual({
      problem: 'takenAt: expected a date like 2026-11-24T04:00:00.000Z',
    });
    expect(decodeSnapshot(changed((file) => Object.assign(file, { takenAt: 'yesterday' })))).toEqual({
      problem: 'takenAt: expected a date like 2026-11-24T04:00:00.000Z',
    });
    expect(decodeSnapshot(changed((file) => Object.assign(file, { assignments: [{}] })))).toEqual({
      problem: 'assignments[0].principalType: expected GROUP or USER',
    });
    expect(decodeSnapshot(changed((file) => Object.assign(file, { groups: 'all' })))).toEqual({
      problem: 'groups: expected a list',
    });
    expect(decodeSnapshot(changed((file) => Object.assign(file, { accounts: [{ id: '12' }] })))).toEqual({
      problem: 'accounts[0].id: expected 12 digits',
    });
    expect(decodeSnapshot('['.repeat(1_000_000))).toEqual({ problem: 'this is not JSON' });
    expect(decodeSnapshot(changed((file) => Object.assign(file, { profile: 'x'.repeat(100_000) })))).toEqual({
      problem: 'profile: expected at most 65536 characters',
    });
    const gap = { what: 'accounts of 2 permission sets', because: 'x', action: null, topic: 'provisioned-accounts' };
    expect(decodeSnapshot(changed((file) => Object.assign(file, { gaps: [gap] })))).toEqual({
      problem: 'gaps[0].subject: expected a name or a number',
    });
  });

  it('of another format names both formats', () => {
    expect(decodeSnapshot(changed((file) => Object.assign(file, { snapshot: 3 })))).toEqual({
      problem: 'this snapshot has format 3, and this version reads the formats 1 and 2',
    });
  });
});

/** The sample with so many assignments more. */
function grown(count: number): Snapshot {
  const [first] = sample.access.assignments.all;
  if (!first) throw new Error('the sample has no assignment');
  const more = Array.from({ length: count }, (_, index): typeof first => {
    const account = String(100_000_000_000 + index);
    const address = `${account}/${first.permissionSetArn}/${first.principalId}`;
    return { ...first, account: known(account, first.account.origin), address };
  });
  const { assignments } = sample.access;
  const all = [...assignments.all, ...more].toSorted((a, b) => (tell(a.account) < tell(b.account) ? -1 : 1));
  return { ...sample, access: { ...sample.access, assignments: { ...assignments, all } } };
}

describe('A large snapshot', () => {
  it('is written piece by piece, and is the same text', () => {
    const large = grown(2500);
    const pieces = [...snapshotPieces(large, fileWording)];
    expect(pieces.join('')).toBe(`${JSON.stringify(snapshotFile(large, fileWording), undefined, 2)}\n`);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(600_000);
  });

  it('of more than 16 MB is saved and read back', async () => {
    const store = createSnapshotStore(mkdtempSync(join(tmpdir(), 'idc-store-')));
    const file = join(mkdtempSync(join(tmpdir(), 'idc-large-')), 'large.json');
    const large = grown(60_000);
    await store.saveAs(file, large);
    expect(statSync(file).size).toBeGreaterThan(16 * 1024 * 1024);
    const opened = await store.open(file);
    expect(opened.ok && opened.snapshot.access.assignments.all.length).toBe(large.access.assignments.all.length);
    expect(opened.ok && [...snapshotPieces(opened.snapshot, fileWording)].join('')).toBe(readFileSync(file, 'utf8'));
  });

  it('beyond the limit is refused with both sizes, before it is read', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'idc-large-')), 'huge.json');
    writeFileSync(file, '');
    truncateSync(file, 2 * maxSnapshotBytes);
    expect(await createSnapshotStore(tmpdir()).open(file)).toEqual({
      ok: false,
      message: 'it has 512 MB, and the limit is 256 MB',
    });
  });
});
