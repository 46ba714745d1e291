/** An organization and its code in which every name is somebody's attack, or, for comparison, nobody's. */
import type { SmallSnapshot } from '../support/small-snapshot';

/** What each of the names is called beside being hostile: so they stay apart, and in the same order. */
export type NameOf = (place: string) => string;

export const harmless: NameOf = (place) => `${place} name`;

/** Where a name begins counts most, so the place stands last. */
export const hostile =
  (payload: string): NameOf =>
  (place) =>
    `${payload} ${place}`;

/** The code: a YAML definition and Terraform, with the names as strings of JSON, which both languages read. */
export function codeNamed(name: NameOf): Readonly<Record<string, string>> {
  const quoted = (place: string) => JSON.stringify(name(place));
  const hcl = (place: string) =>
    quoted(place)
      .replaceAll(/[$%](?=\{)/g, '$&$&')
      .replaceAll(/\\[bf]/g, '');
  return {
    'team.access.yaml': `permission_sets:
  ${quoted('set')}: { description: ${quoted('described')}, managed_policies: [${quoted('managed')}] }
  Reader: { customer_managed_policies: [{ name: ${quoted('policy')}, path: ${quoted('path')} }] }
groups: { ${quoted('group')}: { description: ${quoted('described')} }, ${quoted('unused')}: {} }
accounts: { ${quoted('account')}: "111122223333" }
group_assignments:
  ${quoted('group')}: { account_ids: [${quoted('account')}, ${quoted('nowhere')}], permission_set: ${quoted('set')} }
  ${quoted('stranger')}: { account_ids: [${quoted('account')}], permission_set: ${quoted('typo')} }
user_assignments:
  ${quoted('user')}: { account_ids: [${quoted('account')}], permission_set: Reader }
`,
    'main.tf': `resource "aws_ssoadmin_permission_set" "this" {
  name         = ${hcl('terraform')}
  relay_state  = ${hcl('relay')}
  tags         = { team = ${hcl('tag')} }
  instance_arn = ${hcl('instance')}
}
resource "aws_ssoadmin_account_assignment" "this" {
  for_each           = toset([${hcl('key')}])
  instance_arn       = ${hcl('instance')}
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
  principal_id       = var.missing[${hcl('key')}]
  principal_type     = "GROUP"
  target_id          = ${hcl('target')}
  target_type        = "AWS_ACCOUNT"
}
variable "missing" {}
`,
  };
}

/** What AWS has, with reasons, gaps and people of the same kind. */
export function liveNamed(name: NameOf): SmallSnapshot {
  const [group, user, set, account] = ['group', 'user', 'set', 'account'].map(name);
  return {
    accounts: { [`${account}`]: '111122223333', [name('other')]: { id: '444455556666', state: 'SUSPENDED' } },
    groups: { [`${group}`]: [name('member')], [name('unread')]: null },
    users: { [`${user}`]: { disabled: true } },
    permissionSets: {
      [`${set}`]: { description: name('described'), managedPolicies: [name('managed')], relayState: name('relay') },
      [name('free')]: {},
    },
    assignments: [
      `${group} in 111122223333 as ${set}`,
      `user ${user} in 111122223333 as ${set}`,
      `${name('unread')} in 444455556666 as ${name('free')}`,
    ],
    outdated: [`${set} in 111122223333`],
    failed: [{ assignment: `${group} in 111122223333 as ${set}`, reason: name('reason') }],
    incomplete: ['assignments'],
    denied: name('right'),
    takenAt: '2026-11-24T04:00:00.000Z',
  };
}
