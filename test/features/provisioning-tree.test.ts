import { describe, expect, it } from 'vitest';
import { type AccessSources, provisioningTree } from '../../server/src/core/features';
import { printTree } from '../../server/src/core/features/views/node';
import { initialState } from '../../server/src/core/live';
import { code, now, request, snapshot, sources, state } from './support/sources';

const show = (it: AccessSources) => `\n${printTree(provisioningTree(it, now))}`;

describe('The Provisioning tree', () => {
  it('lists failures with their reason and the line that asked for them, then what runs, then what is outdated', () => {
    const live = snapshot(['ops/prod/Admin'], {
      requests: [
        request('ops/prod/Admin', { failureReason: 'The policy base-boundary does not exist.' }),
        request('analysts/dev/Reader', { status: 'IN_PROGRESS', createdAt: '2026-03-02T11:58:00Z' }),
        request('ops/dev/Admin', { status: 'SUCCEEDED' }),
      ],
      provisioning: [
        { permissionSetArn: 'arn:Reader', permissionSet: 'Reader', account: '111122223333', status: 'outdated' },
        { permissionSetArn: 'arn:Reader', permissionSet: 'Reader', account: '444455556666', status: 'outdated' },
        { permissionSetArn: 'arn:Admin', permissionSet: 'Admin', account: '111122223333', status: 'current' },
      ],
    });
    expect(show(sources(state({ snapshot: live }), [code(['ops/prod/Admin'])]))).toBe(`
(failed) Failed  1
  (failed) Admin → prod  for ops · assignment creation · 2 h ago → access.tf
    (info) The policy base-boundary does not exist.
(in-progress) In progress  1
  (in-progress) Reader → dev  for analysts · assignment creation · 2 min ago
(outdated) Outdated  2
  (outdated) Reader  2 accounts with an older version
    (account) prod  111122223333
    (account) dev  444455556666
`);
  });

  it('shows a provisioning request that names no principal, and one of which AWS told only the set', () => {
    const set = { kind: 'provisioning', principal: undefined, principalType: undefined } as const;
    const live = snapshot([], {
      requests: [
        request('x/prod/Admin', { ...set, id: '1' }),
        request('x/prod/Reader', { ...set, id: '2', account: undefined }),
      ],
    });
    expect(show(sources(state({ snapshot: live })))).toBe(`
(failed) Failed  2
  (failed) Admin → prod  provisioning · 2 h ago
    (info) AWS gave no reason
  (failed) Reader → every account it is in  provisioning · 2 h ago
    (info) AWS gave no reason
`);
  });

  it('says when nothing is wrong, and only of what could be read', () => {
    expect(show(sources(state({ snapshot: snapshot([]) })))).toBe(`
(fine) Nothing failed, nothing outdated  checked 3 h ago
`);
    const reason = { kind: 'denied', action: 'sso:X' } as const;
    const gaps = [{ topic: 'requests', requests: 'provisioning', reason, action: 'sso:X' } as const];
    expect(show(sources(state({ snapshot: snapshot([], { gaps }) })))).toBe(`
(info) Nothing failed in what could be read  checked 3 h ago
(unknown) Not everything could be read  1 gap
  (unknown) provisioning requests  the role in use may not do this: sso:X
`);
  });

  it('counts while it checks', () => {
    const currentActivity = { kind: 'checking', done: 3, total: undefined, what: 'requests' } as const;
    expect(show(sources(state({ currentActivity })))).toBe(`
(loading) Checking provisioning…  3 · requests
`);
  });

  it('is empty before anything was asked', () => {
    expect(show(sources(initialState))).toBe('\n');
    expect(show(sources(state({ signedIn: 'no' })))).toBe('\n');
  });
});
