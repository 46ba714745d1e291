/** A snapshot with one of everything, made as a refresh makes it. */
import {
  type Answer,
  type AnswerGap,
  type Found,
  type Instance,
  type Snapshot,
  type Step,
  stageNames,
} from '../../server/src/core/live';
import { snapshotOf } from '../../server/src/core/live/snapshot/build';

export const instance: Instance = {
  arn: 'arn:aws:sso:::instance/ssoins-7223acme01234567',
  identityStoreId: 'd-9067a1b2c3',
  ownerAccount: '999900001111',
  region: 'eu-west-1',
  name: 'acme',
};

const analyst = 'arn:aws:sso:::permissionSet/ssoins-7223acme01234567/ps-0000000000000001';
const nameless = 'arn:aws:sso:::permissionSet/ssoins-7223acme01234567/ps-0000000000000002';

const denied: AnswerGap = {
  reason: { kind: 'denied', action: 'organizations:ListAccounts' },
  action: 'organizations:ListAccounts',
};

const answers: readonly Answer[] = [
  answer({ kind: 'permission-sets' }, [
    { kind: 'set', set: analyst },
    { kind: 'set', set: nameless },
  ]),
  answer({ kind: 'groups' }, [
    { kind: 'group', id: 'g-1', name: 'analysts' },
    { kind: 'group', id: 'g-2', name: undefined },
  ]),
  answer({ kind: 'users' }, [{ kind: 'user', id: 'u-1', name: 'anna.berg', disabled: true }]),
  {
    ...answer({ kind: 'accounts' }, [{ kind: 'account', id: '333344445555', name: 'old', state: 'SUSPENDED' }]),
    gap: denied,
  },
  answer({ kind: 'members', group: 'g-1' }, [{ kind: 'member', group: 'g-1', user: 'u-1' }]),
  answer({ kind: 'members', group: 'g-2' }, []),
  answer({ kind: 'permission-set', set: analyst }, [
    { kind: 'set-details', set: analyst, name: 'Analyst', description: 'Reads', sessionDuration: 'PT8H' },
  ]),
  answer({ kind: 'principal-assignments', type: 'GROUP', id: 'g-1' }, [
    { kind: 'assignment', type: 'GROUP', principal: 'g-1', account: '111122223333', set: analyst },
  ]),
  answer({ kind: 'provisioned', set: analyst, status: 'all' }, [
    { kind: 'provisioned', set: analyst, account: '111122223333' },
    { kind: 'provisioned', set: analyst, account: '222233334444' },
  ]),
  answer({ kind: 'provisioned', set: analyst, status: 'outdated' }, [
    { kind: 'outdated', set: analyst, account: '222233334444' },
  ]),
  answer({ kind: 'pair-assignments', account: '222233334444', set: analyst }, [
    { kind: 'assignment', type: 'GROUP', principal: 'g-gone', account: '222233334444', set: analyst },
    { kind: 'assignment', type: 'USER', principal: 'u-1', account: '222233334444', set: nameless },
  ]),
  answer({ kind: 'request', of: 'assignment-creation', id: 'r-1' }, [
    {
      kind: 'request',
      request: {
        kind: 'assignment-creation',
        id: 'r-1',
        status: 'FAILED',
        createdAt: '2026-11-23T10:00:00.000Z',
        set: analyst,
        account: '222233334444',
        type: 'GROUP',
        principal: 'g-1',
        failureReason: 'Received a 404 status error: Not supported policy analyst-policy.',
      },
    },
  ]),
  answer({ kind: 'policies', set: analyst, of: 'managed' }, [
    { kind: 'managed-policy', set: analyst, arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  ]),
  answer({ kind: 'policies', set: analyst, of: 'customer-managed' }, [
    { kind: 'customer-policy', set: analyst, name: 'analyst-policy', path: '/data/' },
  ]),
  answer({ kind: 'policies', set: analyst, of: 'inline' }, [
    { kind: 'inline-policy', set: analyst, document: '{"Version":"2012-10-17"}' },
  ]),
  answer({ kind: 'policies', set: analyst, of: 'boundary' }, [
    { kind: 'customer-boundary', set: analyst, name: 'analyst-boundary', path: '/' },
  ]),
];

export const sample: Snapshot = snapshotOf(answers, {
  takenAt: '2026-11-24T04:00:00.000Z',
  profile: 'acme',
  instance,
  done: stageNames,
});

/** The same organization as two roles see it: one may read all of it, the other no accounts. */
export const whole = taken([]);
export const lesser = taken(['organizations:ListAccounts']);

function taken(deniedActions: readonly string[]): Snapshot {
  const described = answer({ kind: 'permission-set', set: nameless }, [
    { kind: 'set-details', set: nameless, name: 'Other', description: undefined, sessionDuration: undefined },
  ]);
  const readable = [...answers, described].map((it) =>
    it.gap?.action === undefined || deniedActions.includes(it.gap.action) ? it : { ...it, gap: undefined },
  );
  return snapshotOf(readable, { takenAt: '2026-11-24T04:00:00.000Z', profile: 'acme', instance, done: stageNames });
}

function answer(step: Step, found: readonly Found[]): Answer {
  return { step, found, gap: undefined };
}
