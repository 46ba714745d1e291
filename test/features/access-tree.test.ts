import { describe, expect, it } from 'vitest';
import { type AccessSources, accessTree } from '../../server/src/core/features';
import { printTree } from '../../server/src/core/features/views/node';
import { initialState } from '../../server/src/core/live';
import { code, request, snapshot, sources, state } from './support/sources';

const show = (it: AccessSources) => `\n${printTree(accessTree(it))}`;

const nowhere = { at: { path: 'live:sso-admin/ListAccountAssignments', start: 0, end: 0 } };

const failure = {
  kind: 'denied',
  reason: { kind: 'role-refused', role: 'Reader' },
} as const;

const gap = {
  topic: 'assignments',
  principalType: 'GROUP',
  subject: 'Reader',
  reason: { kind: 'denied', action: 'sso:X' },
  action: 'sso:X',
} as const;

describe('The Access tree', () => {
  it('lays code and live over each other: group, account, permission set', () => {
    const live = snapshot(['analysts/prod/Reader', 'analysts/dev/Reader', 'ops/prod/Admin', 'user:maria/prod/Admin']);
    const declared = code(['analysts/prod/Reader', 'analysts/prod/Writer', 'ops/prod/Admin']);
    expect(show(sources(state({ snapshot: live }), [declared]))).toBe(`
(group) analysts  2 accounts · 1 only in code · 1 only live
  (account) dev  444455556666
    (only-live) Reader  only live
  (account) prod  111122223333
    (granted) Reader  in code and live → access.tf
    (only-in-code) Writer  only in code → access.tf
(group) ops  1 account
  (account) prod  111122223333
    (granted) Admin  in code and live → access.tf
(section) Users  1 user assigned directly
  (user) maria  1 account · 1 only live
    (account) prod  111122223333
      (only-live) Admin  only live
`);
  });

  it('tells failed and outdated grants, up to the group', () => {
    const live = snapshot(['ops/prod/Admin', 'ops/dev/Admin'], {
      requests: [request('ops/prod/Admin', { failureReason: 'The policy base-boundary does not exist.' })],
      provisioning: [
        { permissionSetArn: 'arn:Admin', permissionSet: 'Admin', account: '444455556666', status: 'outdated' },
      ],
    });
    const it = sources(state({ snapshot: live }), [code(['ops/prod/Admin', 'ops/dev/Admin'])]);
    expect(show(it)).toBe(`
(failed) ops  2 accounts · 1 failed · 1 outdated
  (outdated) dev  444455556666
    (outdated) Admin  outdated → access.tf
  (failed) prod  111122223333
    (failed) Admin  failed → access.tf
`);
    const [group] = accessTree(it);
    expect(group?.children?.[1]?.children?.[0]?.tooltip).toContain('The policy base-boundary does not exist.');
  });

  it('forgets a failure that a later request made good', () => {
    const live = snapshot(['ops/prod/Admin'], {
      requests: [
        request('ops/prod/Admin'),
        request('ops/prod/Admin', { id: 'later', status: 'SUCCEEDED', createdAt: '2026-03-02T11:00:00Z' }),
      ],
    });
    expect(show(sources(state({ snapshot: live }), [code(['ops/prod/Admin'])]))).toContain('in code and live');
  });

  it('shows an assignment whose principal cannot be named by the id that AWS lists', () => {
    const live = snapshot(['ops/prod/Admin']);
    const { assignments } = live.access;
    const principal = {
      because: { kind: 'principal-gone', principalType: 'GROUP', id: '9067-gone' } as const,
      origin: assignments.all[0]?.origin ?? nowhere,
    };
    const orphans = assignments.all.map((it) => ({ ...it, principal, principalId: '9067-gone' }));
    const access = { ...live.access, assignments: { ...assignments, all: orphans } };
    expect(show(sources(state({ snapshot: { ...live, access } }), []))).toBe(`
(group) Unresolved group  9067-gone · 1 account
  (account) prod  111122223333
    (granted) Admin  live
`);
  });

  it('claims nothing about what the other side could not tell', () => {
    const partial = snapshot(['ops/dev/Admin'], {
      gaps: [gap],
    });
    expect(show(sources(state({ snapshot: partial }), [code(['ops/prod/Admin', '?/dev/Admin'])]))).toBe(`
(group) ops  2 accounts
  (account) dev  444455556666
    (granted) Admin  live
  (account) prod  111122223333
    (granted) Admin  in code → access.tf
(unknown) Not known from the code  1 assignment
  (unknown) aws_ssoadmin_account_assignment.this["?/dev/Admin"]  var.team has no value → access.tf
(unknown) Not everything could be read  1 gap
  (unknown) assignments of Reader  the role in use may not do this: sso:X
`);
  });

  it('is certain again where what is not known cannot be the grant in question', () => {
    const it = sources(state({ snapshot: snapshot(['ops/dev/Admin']) }), [code(['?/prod/Admin'])]);
    expect(show(it)).toContain('(only-live) Admin  only live');
  });

  it('calls what is live just live where no code declares access', () => {
    expect(show(sources(state({ snapshot: snapshot(['ops/prod/Admin']) })))).toBe(`
(group) ops  1 account
  (account) prod  111122223333
    (granted) Admin  live
`);
  });

  it('shows the code alone before anything is known of AWS', () => {
    expect(show(sources(initialState, [code(['ops/prod/Admin'])]))).toBe(`
(info) Only the code is shown  click to select an AWS profile [select-profile]
(group) ops  1 account
  (account) prod  111122223333
    (granted) Admin  in code → access.tf
`);
  });

  it('offers to read live access once there is a profile', () => {
    expect(show(sources(state({}), [code(['ops/prod/Admin'])]))).toMatch(
      /^\n\(info\) Only the code is shown {2}click to read live access \[refresh\]\n\(group\) ops/,
    );
  });

  it('is empty where a welcome text says more', () => {
    expect(show(sources(initialState))).toBe('\n');
    expect(show(sources(state({ signedIn: 'no' })))).toBe('\n');
  });

  it('keeps the last snapshot while signed out, refreshing or failing', () => {
    const kept = snapshot(['ops/prod/Admin']);
    const rows = `(group) ops  1 account
  (account) prod  111122223333
    (granted) Admin  live
`;
    expect(show(sources(state({ snapshot: kept, signedIn: 'no' })))).toBe(`
(sign-in) Signed out  click to sign in with prod [sign-in]
${rows}`);
    const currentActivity = { kind: 'refreshing', done: 120, total: 400, what: 'assignments' } as const;
    expect(show(sources(state({ snapshot: kept, currentActivity })))).toBe(`
(loading) Reading live access…  120 of 400 · assignments
${rows}`);
    expect(show(sources(state({ snapshot: kept, failure })))).toBe(`
(failed) AWS does not let this profile take on its role: Reader  Check role_arn; the role's trust policy must name who asks, who must be allowed sts:AssumeRole on it.
${rows}`);
  });

  it('explains a failure with nothing else to show', () => {
    expect(show(sources(state({ failure })))).toBe(`
(failed) AWS does not let this profile take on its role: Reader  Check role_arn; the role's trust policy must name who asks, who must be allowed sts:AssumeRole on it.
`);
  });

  it('says so where nobody has access', () => {
    expect(show(sources(state({ snapshot: snapshot([]) })))).toBe(`
(info) No account assignments  neither in code nor live
`);
  });

  it('gives every row what can be copied from it', () => {
    const [group] = accessTree(sources(state({ snapshot: snapshot(['ops/prod/Admin']) })));
    const account = group?.children?.[0];
    expect(account?.copy).toEqual({ account: '111122223333' });
    expect(account?.children?.[0]?.copy).toMatchObject({ account: '111122223333', role: 'Admin' });
  });
});
