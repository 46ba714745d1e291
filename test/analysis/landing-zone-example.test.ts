/** The example of a landing zone: nothing is wrong with it, and what is broken in it is found on the line that did it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineIndex } from '../../server/src/core/base';
import { analyse, type Text } from '../support/fixture-findings';

const folder = join(import.meta.dirname, '../../examples/landing-zone');

const example: readonly Text[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(yaml|json)$/.test(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(folder, path), 'utf8') }));

/** As `rule: the line it stands on`. */
function found(files: readonly Text[]): readonly string[] {
  return analyse(files).findings.map(({ rule, at }) => {
    const text = files.find(({ path }) => path === at.path)?.text ?? '';
    return `${rule}: ${text.split('\n')[lineIndex(text).placeOf(at.start).line]?.trim()}`;
  });
}

/** The first of its kind in `iam-config.yaml` exchanged, or in another file. */
function broken(written: string, by: string, path = 'iam-config.yaml'): readonly Text[] {
  const changed = example.map((it) => (it.path === path ? { path, text: it.text.replace(written, () => by) } : it));
  expect(changed).not.toEqual(example);
  return changed;
}

describe('The example of a landing zone', () => {
  it('is right as it is', () => {
    expect(found(example)).toEqual([]);
  });

  const cases: readonly [what: string, written: string, by: string, findings: readonly string[]][] = [
    [
      'a misspelt permission set',
      'permissionSetName: Developer',
      'permissionSetName: Developr',
      ['unknown-permission-set: permissionSetName: Developr'],
    ],
    ['a misspelt account', '- warehouse-prod', '- warehouse-prd', ['unknown-account: - warehouse-prd']],
    [
      'a misspelt excluded account, which leaves the management account in',
      'excludedAccounts:\n          - Management',
      'excludedAccounts: []',
      ['management-account-assignment: - Root'],
    ],
    [
      'a policy without its path',
      '- job-function/ViewOnlyAccess',
      '- ViewOnlyAccess',
      ['unknown-aws-managed-policy: - ViewOnlyAccess'],
    ],
    [
      'another separator in the name of a policy',
      '          - warehouse-analyst',
      '          - warehouse_analyst',
      ['policy-name-drift: - warehouse_analyst'],
    ],
    [
      'another separator in the name of a boundary',
      'name: workload-boundary\n            path',
      'name: workload_boundary\n            path',
      ['policy-name-drift: name: workload_boundary'],
    ],
    [
      'a session as long as AWS does not allow',
      'sessionDuration: 480',
      'sessionDuration: 800',
      ['invalid-session-duration: sessionDuration: 800'],
    ],
    [
      'a long session in production',
      'sessionDuration: 240\n      policies:\n        accel',
      'sessionDuration: 480\n      policies:\n        accel',
      ['long-production-session: sessionDuration: 480'],
    ],
    [
      'a user in place of a group',
      'type: GROUP\n          name: finance',
      'type: USER\n          name: ann@example.com',
      ['direct-user-assignment: - type: USER'],
    ],
    [
      'the same group twice',
      'name: data-science',
      'name: warehouse-analysts',
      ['duplicate-assignment: name: warehouse-analysts'],
    ],
    [
      'a name that AWS does not allow',
      '- name: Developer',
      '- name: Developer!',
      ['invalid-permission-set-name: - name: Developer!', 'unknown-permission-set: permissionSetName: Developer'],
    ],
  ];

  it.each(cases)('is broken by %s', (_, written, by, findings) => {
    expect(found(broken(written, by))).toEqual(findings);
  });

  it('is broken by an account that another file no longer lists', () => {
    const files = broken('name: warehouse-prod', 'name: warehouse-live', 'accounts-config.yaml');
    expect(found(files)).toEqual(['unknown-account: - warehouse-prod']);
  });

  it('is broken by an inline policy that is none', () => {
    const files = broken('"Allow"', '"Alow"', 'iam-policies/pass-workload-roles.json');
    expect(found(files)).toEqual(['invalid-inline-policy: inlinePolicy: iam-policies/pass-workload-roles.json']);
  });
});
