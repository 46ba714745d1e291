import { describe, expect, it } from 'vitest';
import { type AccessSources, accessMatrix } from '../../server/src/core/features';
import { printMatrix } from '../../server/src/core/features/views/matrix';
import { initialState } from '../../server/src/core/live';
import { code, request, snapshot, sources, state } from './support/sources';

const show = (it: AccessSources) => `\n${printMatrix(accessMatrix(it))}\n`;

describe('The access matrix', () => {
  it('lays code and live over each other: groups before users, by account', () => {
    const live = snapshot(['analysts/prod/Reader', 'analysts/dev/Reader', 'ops/prod/Admin', 'user:maria/prod/Admin']);
    const declared = code(['analysts/prod/Writer', 'analysts/prod/Reader', 'ops/prod/Admin']);
    expect(show(sources(state({ snapshot: live }), [declared]))).toBe(`
accounts: dev (444455556666), prod (111122223333)
group analysts
  dev: Reader (only-live)
  prod: Reader (both) → access.tf, Writer (only-in-code) → access.tf
group ops
  prod: Admin (both) → access.tf
user maria
  prod: Admin (only-live)
legend: 1 only in code · 2 only live · 2 in code and live
`);
  });

  it('keeps a group and a user of the same name apart', () => {
    const declared = code(['maria/prod/Reader', 'user:maria/prod/Admin']);
    expect(show(sources(state({ snapshot: snapshot([]) }), [declared]))).toBe(`
accounts: prod (111122223333)
group maria
  prod: Reader (only-in-code) → access.tf
user maria
  prod: Admin (only-in-code) → access.tf
legend: 2 only in code
`);
  });

  it('tells what failed in the words of AWS, and what is outdated', () => {
    const live = snapshot(['ops/prod/Admin', 'ops/dev/Admin'], {
      requests: [request('ops/prod/Admin', { failureReason: 'The policy base-boundary does not exist.' })],
      provisioning: [
        { permissionSetArn: 'arn:Admin', permissionSet: 'Admin', account: '444455556666', status: 'outdated' },
      ],
    });
    expect(show(sources(state({ snapshot: live }), [code(['ops/prod/Admin', 'ops/dev/Admin'])]))).toBe(`
accounts: dev (444455556666), prod (111122223333)
group ops
  dev: Admin (outdated) → access.tf
  prod: Admin (failed: The policy base-boundary does not exist.) → access.tf
legend: 1 failed · 1 outdated
`);
  });

  it('puts a principal that AWS has no name for behind the others, under its id', () => {
    const live = snapshot(['ops/prod/Admin', 'zebra/prod/Admin']);
    const [first, ...others] = live.access.assignments.all;
    if (!first) throw new Error('there is no assignment');
    const principal = {
      because: { kind: 'principal-gone', principalType: 'GROUP', id: '9067-gone' } as const,
      origin: first.origin,
    };
    const all = [{ ...first, principal, principalId: '9067-gone' }, ...others];
    const access = { ...live.access, assignments: { ...live.access.assignments, all } };
    expect(show(sources(state({ snapshot: { ...live, access } }), []))).toBe(`
accounts: prod (111122223333)
group zebra
  prod: Admin (live)
group 9067-gone – group 9067-gone no longer exists
  prod: Admin (live)
legend: 2 live
`);
  });

  it('puts an account without a name last, under its id', () => {
    const declared = code(['ops/999900001111/Admin', 'ops/prod/Admin']);
    const { accounts } = accessMatrix(sources(state({ snapshot: snapshot([]) }), [declared]));
    expect(accounts).toEqual([
      { id: '111122223333', name: 'prod' },
      { id: '999900001111', name: undefined },
    ]);
  });

  it('says what is missing, each part with its reason', () => {
    const partial = snapshot(['ops/dev/Admin'], {
      gaps: [
        {
          topic: 'assignments',
          principalType: 'GROUP',
          subject: 'Reader',
          reason: { kind: 'denied', action: 'sso:X' },
          action: 'sso:X',
        },
      ],
    });
    expect(show(sources(state({ snapshot: partial }), [code(['ops/prod/Admin', '?/prod/Reader'])]))).toBe(`
! Not known from the code (unknown): 1 assignment
!   aws_ssoadmin_account_assignment.this["?/prod/Reader"]: var.team has no value → access.tf
! Not everything could be read (unknown): 1 gap
!   assignments of Reader: the role in use may not do this: sso:X
accounts: dev (444455556666), prod (111122223333)
group ops
  dev: Admin (only-live)
  prod: Admin (in-code) → access.tf
legend: 1 only live · 1 in code
`);
  });

  it('leads on where only the code is known', () => {
    const { notes, takenAt } = accessMatrix(sources(initialState, [code(['ops/prod/Admin'])]));
    expect(notes).toMatchObject([{ kind: 'info', text: 'Only the code is shown', command: 'select-profile' }]);
    expect(takenAt).toBeUndefined();
  });

  it('keeps the table after a refresh that failed, and tells the failure', () => {
    const failure = {
      kind: 'denied',
      reason: { kind: 'denied', action: 'sso:ListInstances' },
    } as const;
    const { notes, principals, takenAt } = accessMatrix(
      sources(state({ snapshot: snapshot(['ops/dev/Admin']), failure })),
    );
    expect(notes).toMatchObject([{ kind: 'failure', text: 'The role in use may not do this: sso:ListInstances' }]);
    expect(principals).toHaveLength(1);
    expect(takenAt).toBe('2026-03-02T09:00:00Z');
  });
});
