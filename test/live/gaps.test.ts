import { describe, expect, it } from 'vitest';
import type { Answer, Step } from '../../server/src/core/live';
import { gapsOf } from '../../server/src/core/live/snapshot/gaps';
import { gapText } from '../../server/src/core/wording';

function refused(step: Step): Answer {
  return { step, found: [], gap: { reason: { kind: 'denied', action: 'sso:x' }, action: 'sso:x' } };
}

function whatIsMissing(...steps: readonly Step[]): readonly string[] {
  return gapsOf(steps.map(refused), (id) => `name of ${id}`).map((gap) => gapText(gap).what);
}

describe('Gaps of one reason', () => {
  it('are one where they are of one kind, and one thing goes by its name', () => {
    expect(
      whatIsMissing(
        { kind: 'permission-set', set: 's1' },
        { kind: 'permission-set', set: 's2' },
        { kind: 'members', group: 'g1' },
        { kind: 'pair-assignments', account: '111122223333', set: 's1' },
      ),
    ).toEqual(['details of 2 permission sets', 'members of name of g1', 'assignments of name of s1 in 111122223333']);
  });

  it('tell groups from users, and outdated accounts from all', () => {
    expect(
      whatIsMissing(
        { kind: 'principal-assignments', type: 'GROUP', id: 'g1' },
        { kind: 'principal-assignments', type: 'USER', id: 'u1' },
        { kind: 'principal-assignments', type: 'GROUP', id: 'g2' },
        { kind: 'provisioned', set: 's1', status: 'all' },
        { kind: 'provisioned', set: 's1', status: 'outdated' },
      ),
    ).toEqual([
      'assignments of 2 groups',
      'assignments of name of u1',
      'accounts of name of s1',
      'outdated accounts of name of s1',
    ]);
  });
});
