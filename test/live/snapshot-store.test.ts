/** What the editor knows at its next start: one snapshot for each instance, and which one a profile showed. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../server/src/core/live';
import type { SnapshotStore } from '../../server/src/host/host';
import { createSnapshotStore } from '../../server/src/host/storage/snapshot-store';
import { lesser, whole } from './samples';

let folder: string;
let store: SnapshotStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idc-store-'));
  store = createSnapshotStore(folder);
});

const any = {};

function by(profile: string, snapshot: Snapshot, takenAt = snapshot.takenAt): Snapshot {
  return { ...snapshot, profile, takenAt };
}

function ofOther(snapshot: Snapshot): Snapshot {
  const arn = 'arn:aws:sso:::instance/ssoins-other00000000000';
  const other = { arn, identityStoreId: 'd-other', ownerAccount: '111100002222', region: 'us-east-1', name: 'other' };
  return { ...snapshot, instance: other };
}

const filesIn = (name: string) => readdirSync(join(folder, name));

describe('A saved snapshot', () => {
  it('is there for the profile that showed it, and for no other', async () => {
    await store.save(by('acme', whole), any);
    expect(await store.load('acme', any)).toEqual(by('acme', whole));
    expect(await store.load('Acme', any)).toBeUndefined();
  });

  it('is one for all profiles of an instance: each shows what any of them read last', async () => {
    await store.save(by('anna', whole, '2026-11-24T04:00:00.000Z'), any);
    await store.save(by('ben', whole, '2026-11-24T05:00:00.000Z'), any);
    expect(filesIn('instances')).toHaveLength(1);
    expect(await store.load('anna', any)).toMatchObject({ profile: 'ben', takenAt: '2026-11-24T05:00:00.000Z' });
  });

  it('is one for each instance, and each choice of one has its own', async () => {
    const other = { region: 'us-east-1' };
    await store.save(by('acme', whole), any);
    await store.save(by('acme', ofOther(whole)), other);
    expect(filesIn('instances')).toHaveLength(2);
    expect((await store.load('acme', any))?.instance.name).toBe('acme');
    expect((await store.load('acme', other))?.instance.name).toBe('other');
    expect((await store.load('acme', { instance: 'ssoins-other00000000000' }))?.instance.name).toBe('other');
    expect((await store.load('acme', { region: 'eu-west-1' }))?.instance.name).toBe('acme');
    expect(await store.load('acme', { instance: 'third' })).toBeUndefined();
  });

  it('of another instance is not guessed for a profile that was never asked without a choice', async () => {
    await store.save(by('acme', ofOther(whole)), { region: 'us-east-1' });
    expect(await store.load('acme', any)).toBeUndefined();
  });

  it('follows a profile that leads elsewhere now', async () => {
    await store.save(by('acme', whole), any);
    await store.save(by('acme', ofOther(whole)), any);
    expect((await store.load('acme', any))?.instance.name).toBe('other');
  });

  it('is whole or not there, and for its owner alone, also where the file was open to others', async () => {
    await Promise.all([store.save(whole, any), store.save(whole, any), store.save(whole, any)]);
    const [file, ...more] = filesIn('instances');
    expect(more).toEqual([]);
    const path = join(folder, 'instances', file ?? '');
    chmodSync(path, 0o644);
    await store.save(whole, any);
    expect(
      [path, join(folder, 'profiles', filesIn('profiles')[0] ?? '')].map((it) => statSync(it).mode & 0o777),
    ).toEqual([0o600, 0o600]);
  });
});

describe('A snapshot of a role with fewer rights', () => {
  it('stands beside the fuller one, for its own profile', async () => {
    await store.save(by('admin', whole, '2026-11-24T04:00:00.000Z'), any);
    const saved = await store.save(by('viewer', lesser, '2026-11-24T05:00:00.000Z'), any);
    expect(saved).toMatchObject({ ok: true, fullerSnapshot: { profile: 'admin' } });
    expect((await store.load('admin', any))?.gaps).toEqual([]);
    expect(await store.load('viewer', any)).toMatchObject({
      takenAt: '2026-11-24T05:00:00.000Z',
      gaps: [expect.objectContaining({ action: 'organizations:ListAccounts' })],
    });
  });

  it('gives way to a fuller one that was read later, by whomever', async () => {
    await store.save(by('admin', whole, '2026-11-24T04:00:00.000Z'), any);
    await store.save(by('viewer', lesser, '2026-11-24T05:00:00.000Z'), any);
    await store.save(by('admin', whole, '2026-11-24T06:00:00.000Z'), any);
    expect(await store.load('viewer', any)).toMatchObject({ profile: 'admin', gaps: [] });
  });

  it('goes once its profile may read as much as the others', async () => {
    await store.save(by('admin', whole, '2026-11-24T04:00:00.000Z'), any);
    await store.save(by('viewer', lesser, '2026-11-24T05:00:00.000Z'), any);
    await store.save(by('viewer', whole, '2026-11-24T05:30:00.000Z'), any);
    expect(filesIn('instances')).toHaveLength(1);
    expect((await store.load('admin', any))?.takenAt).toBe('2026-11-24T05:30:00.000Z');
  });

  it('is the one of the instance where nobody read more', async () => {
    await store.save(by('viewer', lesser, '2026-11-24T04:00:00.000Z'), any);
    await store.save(by('other-viewer', lesser, '2026-11-24T05:00:00.000Z'), any);
    expect(filesIn('instances')).toHaveLength(1);
    expect((await store.load('viewer', any))?.takenAt).toBe('2026-11-24T05:00:00.000Z');
  });
});

describe('What is damaged', () => {
  it.each([
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['garbage', () => '\u0000\u0001\u0002'],
    ['without a date', (text: string) => text.replace(/"takenAt": "[^"]*"/, '"takenAt": "soon"')],
    ['about another instance', (text: string) => text.replaceAll('ssoins-7223acme01234567', 'ssoins-somewhere0000000')],
  ])('counts for none: a snapshot that is %s', async (_, damage) => {
    await store.save(whole, any);
    const path = join(folder, 'instances', filesIn('instances')[0] ?? '');
    writeFileSync(path, damage(readFileSync(path, 'utf8')));
    expect(await store.load('acme', any)).toBeUndefined();
    expect(await store.save(whole, any)).toEqual({ ok: true, fullerSnapshot: undefined });
    expect(await store.load('acme', any)).toEqual(whole);
  });

  it('counts for none: what a profile showed', async () => {
    await store.save(whole, any);
    writeFileSync(join(folder, 'profiles', filesIn('profiles')[0] ?? ''), '{ "version": 1, "shown": [');
    expect(await store.load('acme', any)).toBeUndefined();
    await store.save(whole, any);
    expect(await store.load('acme', any)).toEqual(whole);
  });

  it('is told where nothing can be written', async () => {
    writeFileSync(join(folder, 'instances'), 'a file where the folder should be');
    expect(await store.save(whole, any)).toEqual({ ok: false, message: expect.stringMatching(/EEXIST|ENOTDIR/) });
  });
});
