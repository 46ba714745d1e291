/** Snapshot files that programs before format 2 wrote: facts stand in them as sentences, and are the same facts. */
import { describe, expect, it } from 'vitest';
import {
  answerCacheOf,
  decodeSnapshot,
  encodeSnapshot,
  hidesProvisioning,
  isLessComplete,
} from '../../server/src/core/live';
import { fileWording } from '../../server/src/core/wording';
import { lesser, sample, whole } from './samples';

/** The file as it was: words alone. */
function format1(snapshot = sample): Record<string, unknown> & { gaps: object[] } {
  const bare = (key: string, value: unknown) =>
    ['reason', 'topic', 'subject', 'policies', 'principalIsGone'].includes(key) && key !== '' ? undefined : value;
  const file = JSON.parse(encodeSnapshot(snapshot, fileWording));
  const old = JSON.parse(JSON.stringify(file, bare));
  return { ...old, snapshot: 1, policies: [] };
}

function read(file: object) {
  const decoded = decodeSnapshot(JSON.stringify(file));
  if ('problem' in decoded) throw new Error(decoded.problem);
  return decoded.snapshot;
}

describe('A snapshot file of format 1', () => {
  it('is read as the snapshot that it was written of', () => {
    expect(format1()).not.toHaveProperty('gaps[0].topic');
    expect(read(format1())).toEqual(sample);
  });

  it('says who is gone', () => {
    const { assignments } = read(format1()).access;
    expect(assignments.all.map((it) => it.principalIsGone ?? false)).toEqual([false, true, false]);
  });

  it('can be built on, or not, as before', () => {
    expect(answerCacheOf(read(format1(lesser)))).toEqual({ because: { kind: 'missing-rights' } });
    expect(isLessComplete(read(format1(lesser)), read(format1(whole)))).toBe(true);
    expect(isLessComplete(read(format1(whole)), read(format1(lesser)))).toBe(false);
  });

  it.each([
    ['accounts of Admin', { topic: 'provisioned-accounts', subject: 'Admin' }],
    ['outdated accounts of 12 permission sets', { topic: 'outdated-accounts', subject: 12 }],
    ['provisioned permission sets in 111122223333', { topic: 'provisioned-permission-sets', subject: '111122223333' }],
    ['outdated permission sets in 3 accounts', { topic: 'outdated-permission-sets', subject: 3 }],
  ])('tells that provisioning is not known by: %s', (what, topic) => {
    const gaps = [{ what, because: 'it was not asked', action: null }];
    const snapshot = read({ ...format1(), gaps });
    expect(snapshot.gaps).toEqual([{ ...topic, reason: { kind: 'said-in-file', text: 'it was not asked' } }]);
    expect(snapshot.gaps.every(hidesProvisioning)).toBe(true);
  });

  it('keeps words that it does not know', () => {
    const gaps = [{ what: 'the weather', because: 'it rains', action: 'sso:X' }];
    const again = JSON.parse(encodeSnapshot(read({ ...format1(), gaps }), fileWording));
    expect(again.gaps).toEqual([
      {
        ...gaps[0],
        topic: 'said-in-file',
        text: 'the weather',
        reason: { kind: 'said-in-file', text: 'it rains' },
      },
    ]);
  });
});

describe('A snapshot file that a later program wrote', () => {
  it('is read by its words where a kind is not known here', () => {
    const file = JSON.parse(encodeSnapshot(sample, fileWording));
    const strange = { what: 'moons', because: 'it is day', action: null, topic: 'moons', reason: { kind: 'daylight' } };
    expect(read({ ...file, gaps: [strange] }).gaps).toEqual([
      { topic: 'said-in-file', text: 'moons', reason: { kind: 'said-in-file', text: 'it is day' } },
    ]);
  });
});
