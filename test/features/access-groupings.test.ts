import { describe, expect, it } from 'vitest';
import { type AccessSources, accessTree } from '../../server/src/core/features';
import { printTree } from '../../server/src/core/features/views/node';
import { toRows } from '../../server/src/lsp/views/nodes';
import type { AccessGrouping } from '../../server/src/protocol';
import { code, snapshot, sources, state } from './support/sources';

const live = snapshot(['analysts/prod/Reader', 'analysts/dev/Reader', 'ops/prod/Admin', 'user:maria/prod/Admin'], {
  memberships: [
    { groupId: 'g-1', group: 'analysts', memberIds: ['u-1', 'u-2'], members: ['anna', 'maria'], complete: true },
    { groupId: 'g-2', group: 'ops', memberIds: ['u-3'], members: ['otto'], complete: false },
  ],
});
const it_ = sources(state({ snapshot: live }), [code(['analysts/prod/Reader', 'ops/prod/Admin'])]);

const show = (by: AccessGrouping, given: AccessSources = it_) => `\n${printTree(accessTree(given, by))}`;

describe('The Access tree in another order', () => {
  it('by account: who is in it, as what', () => {
    expect(show('account')).toMatchInlineSnapshot(`
      "
      (account) dev  444455556666 · 1 principal · 1 only live
        (group) analysts
          (only-live) Reader  only live
      (account) prod  111122223333 · 3 principals · 1 only live
        (group) analysts
          (granted) Reader  in code and live → access.tf
        (user) maria
          (only-live) Admin  only live
        (group) ops
          (granted) Admin  in code and live → access.tf
      "
    `);
  });

  it('by permission set: where it goes, and to whom', () => {
    expect(show('permission-set')).toMatchInlineSnapshot(`
      "
      (set) Admin  1 account · 1 only live
        (account) prod  111122223333
          (only-live) maria  only live
          (granted) ops  in code and live → access.tf
      (set) Reader  2 accounts · 1 only live
        (account) dev  444455556666
          (only-live) analysts  only live
        (account) prod  111122223333
          (granted) analysts  in code and live → access.tf
      "
    `);
  });

  it('by user: what each has directly and through groups, and whose people are not known', () => {
    expect(show('user')).toMatchInlineSnapshot(`
      "
      (user) anna  2 accounts · 1 only live
        (account) dev  444455556666
          (only-live) Reader  only live · through analysts
        (account) prod  111122223333
          (granted) Reader  in code and live · through analysts → access.tf
      (user) maria  2 accounts · 2 only live
        (account) dev  444455556666
          (only-live) Reader  only live · through analysts
        (account) prod  111122223333
          (only-live) Admin  only live
          (granted) Reader  in code and live · through analysts → access.tf
      (user) otto  1 account
        (account) prod  111122223333
          (granted) Admin  in code and live · through ops → access.tf
      (unknown) Members not known  1 group
        (group) ops
      "
    `);
  });

  it('claims nothing of a snapshot without names', () => {
    const standIns = sources(state({ snapshot: { ...live, pseudonymized: true } }), [code(['ops/dev/Admin'])]);
    expect(show('group', standIns)).not.toMatch(/only live|only in code/);
  });

  it('says that a file stands in for AWS, and how to go back', () => {
    const opened = sources({ ...state({ snapshot: live }), opened: 'acme.json' });
    expect(show('group', opened)).toContain(
      '(file) From the file acme.json  click to go back to live access [back-to-live]',
    );
  });
});

describe('The way to an access in the tree', () => {
  const to = (about: Parameters<ReturnType<typeof toRows>['to']>[0], by: AccessGrouping) =>
    toRows(accessTree(it_, by), () => undefined)
      .to(about)
      .map((it) => it.label);
  const access = {
    principalType: 'GROUP',
    principal: 'analysts',
    account: '111122223333',
    permissionSet: 'Reader',
  } as const;

  it('leads through the rows of whatever order is shown', () => {
    expect(to(access, 'group')).toEqual(['analysts', 'prod', 'Reader']);
    expect(to(access, 'account')).toEqual(['prod', 'analysts', 'Reader']);
    expect(to(access, 'permission-set')).toEqual(['Reader', 'prod', 'analysts']);
  });

  it('goes below the branch of users, and stops where all is said', () => {
    expect(to({ principalType: 'USER', principal: 'maria' }, 'group')).toEqual(['Users', 'maria']);
  });

  it('is empty for what is not there', () => {
    expect(to({ ...access, permissionSet: 'Admin' }, 'group')).toEqual([]);
  });
});
