import { describe, expect, it } from 'vitest';
import { accessDiff } from '../../server/src/core/features';
import {
  applyTime,
  assignmentTime,
  permissionSetTime,
  refreshTime,
  timeText,
} from '../../server/src/core/features/compare/apply-time';
import { blastRadius } from '../../server/src/core/features/compare/blast-radius';
import type { AccessDiff, ChangedPermissionSetReport, GrantReport } from '../../server/src/protocol';
import { analysed, linesOfAnalysis } from './support/analysed';

describe('The time assignments take', () => {
  it.each([
    [0, 'under a minute'],
    [1, 'under a minute'],
    [50, 'about 1–2.5 min'],
    [100, 'about 2–5 min'],
    [500, 'about 10–25 min'],
    [1000, 'about 20–50 min'],
    [5000, 'about 1.5–4 h'],
    [10000, 'about 3–8 h'],
  ])('%i: %s', (count, text) => {
    expect(timeText(assignmentTime(count))).toBe(text);
  });

  it('grows with their number, at both ends', () => {
    for (let count = 1; count < 3000; count += 37) {
      const [now, more] = [assignmentTime(count), assignmentTime(count + 10)];
      expect(now.low).toBeLessThanOrEqual(now.high);
      expect(more.low).toBeGreaterThan(now.low);
      expect(more.high).toBeGreaterThanOrEqual(now.high);
    }
  });

  it('is preceded by a plan that asks for every one of them', () => {
    expect(refreshTime(1000)).toEqual({ low: 50, high: 62.5 });
    expect(refreshTime(5000)).toEqual({ low: 250, high: 500 });
  });
});

describe('The time a permission set takes', () => {
  it('is a full provisioning for each attachment', () => {
    expect(permissionSetTime({ attachments: 1, accounts: 40 })).toEqual({ low: 45, high: 125 });
    expect(permissionSetTime({ attachments: 4, accounts: 40 })).toEqual({ low: 180, high: 500 });
  });
});

const policies = (count: number) => Array.from({ length: count }, (_, index) => `arn:${index}`).join(', ');

function changed(accounts: number, after: string): ChangedPermissionSetReport {
  const attributes = [{ attribute: 'managedPolicies', before: 'arn:0', after }];
  return { name: 'Reader', change: 'changed', attributes, reprovisionedAccounts: accounts };
}

const grant = {
  principalType: 'GROUP',
  principal: 'ops',
  account: '1',
  permissionSet: 'Reader',
  production: false,
} as const;

function diff(more: Partial<AccessDiff>): AccessDiff {
  const none: AccessDiff = {
    version: 1,
    since: 'main',
    added: [],
    removed: [],
    changed: [],
    permissionSets: [],
    becameUnknown: [],
  };
  return { ...none, ...more };
}

describe('The time a change takes', () => {
  it('counts a replaced assignment twice, and says what takes the time', () => {
    const added: readonly GrantReport[] = Array.from({ length: 30 }, () => grant);
    const { permissionSet: _, ...place } = grant;
    const both = applyTime(diff({ added, changed: [{ ...place, before: 'Reader', after: 'Writer' }] }));
    expect(both.because).toEqual(['32 assignments']);
    expect(both.high).toBeCloseTo(32 * 3.05);
  });

  it('names the longest part first', () => {
    const it = applyTime(diff({ added: [grant], permissionSets: [changed(60, policies(3))] }));
    expect(it.because).toEqual(['Reader provisioned in 60 accounts, 2 times over', '1 assignment']);
    expect(it.warnings).toEqual([]);
  });

  it('warns where Terraform would not wait so long, with the way out', () => {
    expect(applyTime(diff({ permissionSets: [changed(120, policies(4))] })).warnings).toEqual([
      'Provisioning Reader may take longer than Terraform waits: one exclusive attachment resource provisions once instead of each time.',
    ]);
    expect(applyTime(diff({ permissionSets: [changed(300, policies(2))] })).warnings).toEqual([
      'Provisioning Reader may take longer than Terraform waits: give the resource longer timeouts.',
    ]);
  });

  it('is nothing where nothing changes', () => {
    expect(applyTime(diff({}))).toEqual({ low: 0, high: 0, because: [], warnings: [] });
  });
});

const code = `accounts: { prod: "111122223333", dev: "444455556666" }
permission_sets:
  Reader: { managed_policies: [arn:aws:iam::aws:policy/ReadOnlyAccess] }
groups: { analysts: {}, ops: {} }
group_assignments:
  analysts: { account_ids: [prod, dev], permission_set: Reader }
  ops: { account_ids: [prod], permission_set: Reader }
`;
const declared = (text: string) => analysed({ 'access.yaml': text }).analysis.declared;
const radius = (text: string) => blastRadius(declared(code), declared(text));

describe('What a change does beside what it says', () => {
  it('names the accounts in which a changed set is provisioned again', () => {
    expect(radius(code.replace('ReadOnlyAccess', 'ViewOnlyAccess'))).toEqual({
      reprovisioned: [{ permissionSet: 'Reader', accounts: ['111122223333', '444455556666'] }],
      rolesRemoved: [],
      renamed: [],
    });
  });

  it('names the roles that go with their last assignment', () => {
    const { rolesRemoved } = radius(code.replace('account_ids: [prod, dev]', 'account_ids: []'));
    expect(rolesRemoved).toEqual([{ permissionSet: 'Reader', accounts: ['444455556666'] }]);
  });

  it('sees a renamed set for what it is: every role replaced', () => {
    const { renamed, rolesRemoved } = radius(code.replaceAll('Reader', 'Viewer'));
    expect(renamed).toEqual([
      { before: 'Reader', permissionSet: 'Viewer', accounts: ['111122223333', '444455556666'] },
    ]);
    expect(rolesRemoved).toEqual([]);
  });

  it('says nothing of roles where the assignments are not all known', () => {
    const after = declared(code.replace('account_ids: [prod, dev]', 'account_ids: []'));
    const partly = { ...after, assignments: { ...after.assignments, complete: false } };
    expect(blastRadius(declared(code), partly).rolesRemoved).toEqual([]);
  });

  it('stands beside the change itself', () => {
    const side = (text: string) => {
      const { analysis } = analysed({ 'access.yaml': text });
      return { analysis, linesOf: linesOfAnalysis(analysis) };
    };
    const { applyTime: time, blastRadius: beside } = accessDiff('main', side(code), side(code.replace('prod, ', '')));
    expect(time?.because).toEqual(['1 assignment']);
    expect(beside?.rolesRemoved).toEqual([]);
  });
});
