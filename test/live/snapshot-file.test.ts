import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeSnapshot, encodeSnapshot, type SnapshotFile, snapshotFile } from '../../server/src/core/live';
import { createSnapshotStore } from '../../server/src/host/snapshot-store';
import { sample } from './samples';

function changed(change: (file: Record<string, unknown>) => void): string {
  const file: Record<string, unknown> = JSON.parse(encodeSnapshot(sample));
  change(file);
  return JSON.stringify(file);
}

describe('A snapshot file', () => {
  it('read back is the snapshot that was written', () => {
    expect(decodeSnapshot(encodeSnapshot(sample))).toEqual({ snapshot: sample });
  });

  it('has the shape of `idc access`, and says what is not known and why', () => {
    const file: SnapshotFile = snapshotFile(sample);
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
    });
  });

  it('says which principals are gone, read back as it was', () => {
    const decoded = decodeSnapshot(encodeSnapshot(sample));
    if (!('snapshot' in decoded)) throw new Error(decoded.problem);
    for (const { access } of [sample, decoded.snapshot])
      expect(access.assignments.all.map((it) => it.principalIsGone ?? false)).toEqual([false, true, false]);
  });

  it('is the same text for the same access, whatever the order of the answers', () => {
    const { assignments } = sample.access;
    const turned = { ...sample.access, assignments: { ...assignments, all: assignments.all.toReversed() } };
    expect(encodeSnapshot({ ...sample, access: turned })).toBe(encodeSnapshot(sample));
  });

  it('that is damaged is refused with the place of the damage', () => {
    expect(decodeSnapshot('{ "snapshot": 1,')).toEqual({ problem: 'this is not JSON' });
    expect(decodeSnapshot('[]')).toEqual({ problem: 'this is not a snapshot of live access' });
    expect(decodeSnapshot(changed((file) => delete file.takenAt))).toEqual({ problem: 'takenAt: expected text' });
    expect(decodeSnapshot(changed((file) => Object.assign(file, { assignments: [{}] })))).toEqual({
      problem: 'assignments[0].principalType: expected GROUP or USER',
    });
    expect(decodeSnapshot(changed((file) => Object.assign(file, { groups: 'all' })))).toEqual({
      problem: 'groups: expected a list',
    });
  });

  it('of another format names both formats', () => {
    expect(decodeSnapshot(changed((file) => Object.assign(file, { snapshot: 2 })))).toEqual({
      problem: 'this snapshot has format 2, and this version reads format 1',
    });
  });
});

describe('The snapshot store', () => {
  it('gives back what was saved for a profile, and nothing for another', async () => {
    const store = createSnapshotStore(mkdtempSync(join(tmpdir(), 'idc-store-')));
    await store.save(sample);
    expect(await store.load('acme')).toEqual(sample);
    expect(await store.load('Acme')).toBeUndefined();
  });

  it('leaves no half file behind, and keeps what it writes for the user alone', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'idc-store-')), 'new', 'folder');
    const store = createSnapshotStore(folder);
    await Promise.all([store.save(sample), store.save(sample), store.save(sample)]);
    const files = readdirSync(folder);
    expect(files).toHaveLength(1);
    expect(statSync(join(folder, files[0] ?? '')).mode & 0o777).toBe(0o600);
  });

  it('takes a file that cannot be read for none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'idc-store-'));
    const store = createSnapshotStore(folder);
    await store.save(sample);
    for (const file of readdirSync(folder)) writeFileSync(join(folder, file), '{ "snapshot": 1');
    expect(await store.load('acme')).toBeUndefined();
  });
});
