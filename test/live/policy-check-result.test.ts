import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  decodePolicyCheck,
  encodePolicyCheck,
  type PolicyCheckResult,
  type PolicyVerdict,
  partialPolicyCheck,
} from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { createPolicyStore } from '../../server/src/host/storage/policy-store';

const earlier = '2026-11-24T04:00:00.000Z';
const now = '2026-11-24T09:00:00.000Z';
const question = (account: string) => ({ account, name: 'team-policy', path: '/', permissionSets: ['Team'] });
const exists = (account: string): PolicyVerdict => ({ ...question(account), verdict: 'exists' });
const missing = (account: string): PolicyVerdict => ({ ...question(account), verdict: 'missing', nearby: ['/Team'] });
const unseen = (account: string): PolicyVerdict => ({
  ...question(account),
  verdict: 'not-looked',
  reason: { kind: 'role-denied', role: 'R' },
});
const told = ({ verdicts }: PolicyCheckResult) => verdicts.map((it) => `${it.account} ${it.verdict}`);

describe('A look into target accounts that ends early', () => {
  const asked = [question('1'), question('2'), question('3')];

  it('keeps what it found, and knows nothing of the rest', () => {
    const found = partialPolicyCheck({ asked, read: [missing('2')], endedAt: now }, undefined);
    expect(told(found)).toEqual(['1 not-looked', '2 missing', '3 not-looked']);
    expect(found).toMatchObject({ takenAt: now, cutShort: { read: 1, of: 3 } });
  });

  it('takes nothing away of what an earlier one found, and is as old as that', () => {
    const before = { takenAt: earlier, verdicts: [exists('1'), missing('2'), unseen('3'), missing('9')] };
    const found = partialPolicyCheck({ asked, read: [exists('2')], endedAt: now }, before);
    expect(told(found)).toEqual(['1 exists', '2 exists', '3 not-looked']);
    expect(found.takenAt).toBe(earlier);
  });

  it('is new where it saw anew all that an earlier one saw', () => {
    const before = { takenAt: earlier, verdicts: [missing('2'), unseen('3')] };
    expect(partialPolicyCheck({ asked, read: [exists('2')], endedAt: now }, before).takenAt).toBe(now);
  });

  it('tells an earlier answer for the permission sets that need the policy now', () => {
    const before = { takenAt: earlier, verdicts: [missing('1')] };
    const renamed = [{ ...question('1'), permissionSets: ['Crew'] }, question('2')];
    const found = partialPolicyCheck({ asked: renamed, read: [exists('2')], endedAt: now }, before);
    expect(found.verdicts[0]).toMatchObject({ verdict: 'missing', permissionSets: ['Crew'] });
  });
});

describe('What was found in target accounts, as a file', () => {
  const looked = { takenAt: now, verdicts: [exists('1'), missing('2'), unseen('3')], cutShort: { read: 3, of: 5 } };
  const json = () => JSON.parse(encodePolicyCheck('acme', looked, fileWording));

  it('is read back as it was', () => {
    expect(decodePolicyCheck(json(), 'acme')).toEqual(looked);
    const whole = { takenAt: now, verdicts: [exists('1')] };
    expect(decodePolicyCheck(JSON.parse(encodePolicyCheck('acme', whole, fileWording)), 'acme')).toEqual(whole);
  });

  it.each([
    ['of another profile', { profile: 'other' }],
    ['of a later format', { version: 2 }],
    ['without a date', { takenAt: 'yesterday' }],
    ['with a verdict nobody knows', { verdicts: [{ ...missing('1'), verdict: 'perhaps' }] }],
    ['with an impossible count', { cutShort: { read: -1, of: 2 } }],
  ])('%s counts for none', (_, change) => {
    expect(decodePolicyCheck({ ...json(), ...change }, 'acme')).toBeUndefined();
  });

  it('counts for none where it is no object', () => {
    for (const it of [undefined, null, 'text', []]) expect(decodePolicyCheck(it, 'acme')).toBeUndefined();
  });
});

describe('The store of what was found in target accounts', () => {
  const looked = { takenAt: now, verdicts: [missing('2')] };

  it('keeps one file for each profile, for its owner alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'idc-policies-'));
    const store = createPolicyStore(folder);
    expect(await store.load('acme')).toBeUndefined();
    expect(await store.save('acme', looked)).toEqual({ ok: true });
    await store.save('a/../b', { ...looked, takenAt: earlier });
    expect(await store.load('acme')).toEqual(looked);
    expect((await store.load('a/../b'))?.takenAt).toBe(earlier);
    const files = readdirSync(join(folder, 'policies'));
    expect(files).toHaveLength(2);
    for (const it of files) expect(statSync(join(folder, 'policies', it)).mode & 0o077).toBe(0);
  });

  it('has nothing where a file was damaged, and replaces it with the next look', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'idc-policies-'));
    const store = createPolicyStore(folder);
    await store.save('acme', looked);
    const path = join(folder, 'policies', readdirSync(join(folder, 'policies'))[0] ?? '');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 40));
    expect(await store.load('acme')).toBeUndefined();
    await store.save('acme', looked);
    expect(await store.load('acme')).toEqual(looked);
  });

  it('says why where nothing can be written, and does not fail', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'idc-policies-')), 'taken');
    writeFileSync(file, '');
    expect(await createPolicyStore(file).save('acme', looked)).toMatchObject({ ok: false, message: /ENOTDIR|EEXIST/ });
  });
});
