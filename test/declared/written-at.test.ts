import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hops, isKnown, type Maybe } from '../../server/src/core/base';
import { hasEntry, writtenAt } from '../../server/src/core/model';
import { analysed, printPlace } from '../features/support/analysed';

/** `analysts 111122223333 Reader → main.tf:3 "Reader"`, by principal, account and set. */
function entries(files: Readonly<Record<string, string>>): readonly string[] {
  const { analysis } = analysed(files);
  return analysis.declared.assignments.all
    .map((assignment) => {
      const { principal, account, permissionSet, principalId, accountRef } = assignment;
      const parts = [text(principal, principalId), text(account, accountRef), text(permissionSet)];
      const place = hasEntry(assignment) ? printPlace(analysis, writtenAt(assignment).at) : 'nowhere';
      return `${parts.join(' ')} → ${place.replaceAll(/\s+/g, ' ')}`;
    })
    .toSorted();
}

function text(it: Maybe<string>, otherwise = '?'): string {
  return isKnown(it) ? it.value : otherwise;
}

const block = (each: string, rest = '') => `
resource "aws_ssoadmin_account_assignment" "this" {
  ${rest}
  instance_arn = "arn:aws:sso:::instance/ssoins-1"
  principal_type = "GROUP"
  target_type = "AWS_ACCOUNT"
  ${each}
}
resource "aws_ssoadmin_permission_set" "this" {
  for_each = toset(["Admin", "Reader"])
  name = each.key
  instance_arn = "arn:aws:sso:::instance/ssoins-1"
}
resource "aws_identitystore_group" "this" {
  for_each = toset(["analysts", "engineers"])
  display_name = each.key
  identity_store_id = "d-1"
}
`;

const byValue = `
  for_each = local.flat
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn
  principal_id = aws_identitystore_group.this[each.value.group].group_id
  target_id = each.value.account`;

const flattened = (source: string) => `
locals {
  ${source}
  flat = { for it in flatten([
    for group, grant in local.entries : [
      for account in grant.accounts : { group = group, account = account, set = grant.set }
    ]
  ]) : "\${it.group}-\${it.account}" => it }
}
${block(byValue)}`;

describe('the entry that an assignment is written in', () => {
  it('is the entry in acme for every grant', () => {
    const folder = join(import.meta.dirname, '../../examples/acme');
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) => /\.(tf|ya?ml)$/.test(it));
    const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "contractors 333344445555 ReadOnly → terraform/teams.yaml:10 "333344445555"",
        "contractors 555566667777 ReadOnly → terraform/teams.yaml:10 "555566667777"",
        "data-analysts 111122223333 RedshiftAnalyst → terraform/group-assignments.tf:5 local.accounts.prod_data",
        "data-analysts 333344445555 RedshiftAnalyst → terraform/group-assignments.tf:5 local.accounts.staging_data",
        "data-engineers 111122223333 DataEngineer → terraform/group-assignments.tf:9 local.accounts.prod_data",
        "data-engineers 333344445555 DataEngineer → terraform/group-assignments.tf:9 local.accounts.staging_data",
        "finance 012345678901 Billing → terraform/teams.yaml:4 "012345678901"",
        "finance 012345678901 SupportCase → access/support.access.yaml:18 legacy-billing",
        "finance 222233334444 SupportCase → access/support.access.yaml:18 prod-web",
        "finance 999900001111 Billing → terraform/teams.yaml:4 "999900001111"",
        "on-call 111122223333 OnCall → terraform/group-assignments.tf:21 account_ids = [for id in local.workloads : id if id != local.accounts.sandbox]",
        "on-call 111122223333 SupportCase → access/support.access.yaml:21 prod-data",
        "on-call 222233334444 OnCall → terraform/group-assignments.tf:21 account_ids = [for id in local.workloads : id if id != local.accounts.sandbox]",
        "on-call 222233334444 SupportCase → access/support.access.yaml:21 prod-web",
        "on-call 333344445555 OnCall → terraform/group-assignments.tf:21 account_ids = [for id in local.workloads : id if id != local.accounts.sandbox]",
        "on-call 444455556666 OnCall → terraform/group-assignments.tf:21 account_ids = [for id in local.workloads : id if id != local.accounts.sandbox]",
        "platform-engineers 100020003002 PlatformEngineer → terraform/group-assignments.tf:13 local.accounts.shared_services",
        "platform-engineers 100020003003 PlatformEngineer → terraform/group-assignments.tf:13 local.accounts.network",
        "platform-engineers 111122223333 PlatformEngineer → terraform/group-assignments.tf:13 account_ids = concat(local.workloads, [local.accounts.shared_services, local.accounts.network])",
        "platform-engineers 222233334444 PlatformEngineer → terraform/group-assignments.tf:13 account_ids = concat(local.workloads, [local.accounts.shared_services, local.accounts.network])",
        "platform-engineers 333344445555 PlatformEngineer → terraform/group-assignments.tf:13 account_ids = concat(local.workloads, [local.accounts.shared_services, local.accounts.network])",
        "platform-engineers 444455556666 PlatformEngineer → terraform/group-assignments.tf:13 account_ids = concat(local.workloads, [local.accounts.shared_services, local.accounts.network])",
        "platform-engineers 555566667777 PlatformEngineer → terraform/group-assignments.tf:13 account_ids = concat(local.workloads, [local.accounts.shared_services, local.accounts.network])",
        "security-auditors 012345678901 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 100020003000 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 100020003001 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 100020003002 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 100020003003 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 111122223333 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 222233334444 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 333344445555 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 444455556666 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 555566667777 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "security-auditors 999900001111 SecurityAudit → terraform/group-assignments.tf:17 account_ids = values(local.accounts)",
        "web-developers 222233334444 DeployPipeline → access/releases.access.yaml:22 prod-web",
        "web-developers 444455556666 WebDeveloper → terraform/teams.yaml:7 "444455556666"",
        "web-developers 555566667777 WebDeveloper → terraform/teams.yaml:7 "555566667777"",
      ]
    `);
  });

  it('is the block itself where that makes one assignment', () => {
    const files = {
      'main.tf': `
variable "account" { default = "111122223333" }
${block(`
  permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn
  principal_id = aws_identitystore_group.this["analysts"].group_id
  target_id = var.account`)}`,
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → main.tf:4 resource "aws_ssoadmin_account_assignment" "this"",
      ]
    `);
  });

  it('is the element of a for_each in the block', () => {
    const files = {
      'main.tf': block(`
  for_each = toset(["111122223333", "444455556666"])
  permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn
  principal_id = aws_identitystore_group.this["analysts"].group_id
  target_id = each.value`),
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → main.tf:8 "111122223333"",
        "analysts 444455556666 Reader → main.tf:8 "444455556666"",
      ]
    `);
  });

  it('is the item of a map, whichever part its key is', () => {
    const files = {
      'main.tf': `
locals {
  groups = {
    analysts = "111122223333"
    engineers = "444455556666"
  }
}
${block(`
  for_each = local.groups
  permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn
  principal_id = aws_identitystore_group.this[each.key].group_id
  target_id = each.value`)}`,
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → main.tf:4 "111122223333"",
        "engineers 444455556666 Reader → main.tf:5 "444455556666"",
      ]
    `);
  });

  it('is the account of a nested entry, and not where the id is written', () => {
    const source = `
  ids = { prod = "111122223333", dev = "444455556666" }
  entries = {
    analysts = { accounts = [local.ids.prod, local.ids.dev], set = "Reader" }
    engineers = {
      accounts = values(local.ids)
      set = "Admin"
    }
  }`;
    expect(entries({ 'main.tf': flattened(source) })).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → main.tf:6 local.ids.prod",
        "analysts 444455556666 Reader → main.tf:6 local.ids.dev",
        "engineers 111122223333 Admin → main.tf:8 accounts = values(local.ids)",
        "engineers 444455556666 Admin → main.tf:8 accounts = values(local.ids)",
      ]
    `);
  });

  it('is the name that picks an account from a map', () => {
    const source = `
  ids = { prod = "111122223333", dev = "444455556666" }
  names = { analysts = { accounts = ["prod", "dev"], set = "Reader" } }
  entries = { for group, it in local.names : group => { accounts = [for name in it.accounts : local.ids[name]], set = it.set } }`;
    expect(entries({ 'main.tf': flattened(source) })).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → main.tf:5 "prod"",
        "analysts 444455556666 Reader → main.tf:5 "dev"",
      ]
    `);
  });

  it('is the permission set where one account has several', () => {
    const files = {
      'main.tf': `
locals {
  entries = {
    analysts = {
      "111122223333" = ["Reader", "Admin"]
      "444455556666" = ["Reader"]
    }
  }
  flat = { for it in flatten([
    for group, accounts in local.entries : [
      for account, sets in accounts : [for set in sets : { group = group, account = account, set = set }]
    ]
  ]) : "\${it.group}-\${it.account}-\${it.set}" => it }
}
${block(byValue)}`,
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Admin → main.tf:5 "Admin"",
        "analysts 111122223333 Reader → main.tf:5 "Reader"",
        "analysts 444455556666 Reader → main.tf:6 "Reader"",
      ]
    `);
  });

  it('is the element of the list of accounts in a product', () => {
    const files = {
      'main.tf': `
locals {
  groups = ["analysts", "engineers"]
  accounts = ["111122223333", "444455556666"]
  flat = { for pair in setproduct(local.groups, local.accounts) : join("-", pair) => {
    group = pair[0], account = pair[1], set = "Reader"
  } }
}
${block(byValue)}`,
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → main.tf:4 "111122223333"",
        "analysts 444455556666 Reader → main.tf:4 "444455556666"",
        "engineers 111122223333 Reader → main.tf:4 "111122223333"",
        "engineers 444455556666 Reader → main.tf:4 "444455556666"",
      ]
    `);
  });

  it('is the object of a list of objects', () => {
    const files = {
      'main.tf': `
locals {
  list = [
    { group = "analysts", account = "111122223333", set = "Reader" },
    {
      group = "engineers"
      account = "444455556666"
      set = "Admin"
    },
  ]
  flat = { for it in local.list : "\${it.group}-\${it.account}" => it }
}
${block(byValue)}`,
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → main.tf:4 "111122223333"",
        "engineers 444455556666 Admin → main.tf:7 "444455556666"",
      ]
    `);
  });

  it('is the entry of a list that count goes through', () => {
    const files = {
      'main.tf': `
locals {
  list = [{ group = "analysts", account = "111122223333", set = "Reader" }]
}
${block(`
  count = length(local.list)
  permission_set_arn = aws_ssoadmin_permission_set.this[local.list[count.index].set].arn
  principal_id = aws_identitystore_group.this[local.list[count.index].group].group_id
  target_id = local.list[count.index].account`)}`,
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → main.tf:3 "111122223333"",
      ]
    `);
  });

  it.each([
    ['yamldecode', 'teams.yaml', 'analysts:\n  accounts:\n    - "111122223333"\n  set: Reader\n'],
    ['jsondecode', 'teams.json', '{ "analysts": {\n  "accounts": ["111122223333"],\n  "set": "Reader" } }\n'],
  ])('is the entry of a file that %s reads', (decode, file, content) => {
    const source = `entries = ${decode}(file("${file}"))`;
    expect(entries({ 'main.tf': flattened(source), [file]: content })).toEqual([
      `analysts 111122223333 Reader → ${file}:${file === 'teams.yaml' ? 3 : 2} "111122223333"`,
    ]);
  });

  it('is the row of a table', () => {
    const source = `flat = { for it in csvdecode(file("teams.csv")) : "\${it.group}-\${it.account}" => it }`;
    const files = {
      'main.tf': `locals {\n  ${source}\n}\n${block(byValue)}`,
      'teams.csv': 'group,account,set\nanalysts,111122223333,Reader\nengineers,444455556666,Admin\n',
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → teams.csv:2 111122223333",
        "engineers 444455556666 Admin → teams.csv:3 444455556666",
      ]
    `);
  });

  it('is the line of a variable file', () => {
    const files = {
      'main.tf': `variable "entries" {}\n${flattened('entries = var.entries').replace('entries = var.entries', '').replaceAll('local.entries', 'var.entries')}`,
      'terraform.tfvars': 'entries = {\n  analysts = {\n    accounts = ["111122223333"]\n    set = "Reader"\n  }\n}\n',
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → terraform.tfvars:3 "111122223333"",
      ]
    `);
  });

  it('is what the call of a module says, or its own entry', () => {
    const module = `
variable "group" {}
variable "account" {}
${block(`
  permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn
  principal_id = aws_identitystore_group.this[var.group].group_id
  target_id = var.account`)}`;
    const files = {
      'modules/grant/main.tf': module,
      'main.tf': `
locals { ids = { prod = "111122223333", dev = "444455556666" } }
module "one" {
  source = "./modules/grant"
  group = "analysts"
  account = local.ids.prod
}
module "each" {
  source = "./modules/grant"
  for_each = {
    engineers = local.ids.dev
  }
  group = each.key
  account = each.value
}
`,
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → main.tf:6 local.ids.prod",
        "engineers 444455556666 Reader → main.tf:11 local.ids.dev",
      ]
    `);
  });

  it('is the account, or the permission set, of an access definition', () => {
    const files = {
      'access.yaml': `
accounts:
  prod: "111122223333"
permission_sets: { Reader: {}, Admin: {} }
groups: { analysts: {}, engineers: {} }
group_assignments:
  analysts:
    account_ids:
      - prod
      - "444455556666"
    permission_set: Reader
  engineers:
    account_ids: [prod]
    permission_sets:
      - Reader
      - Admin
`,
    };
    expect(entries(files)).toMatchInlineSnapshot(`
      [
        "analysts 111122223333 Reader → access.yaml:9 prod",
        "analysts 444455556666 Reader → access.yaml:10 "444455556666"",
        "engineers 111122223333 Admin → access.yaml:16 Admin",
        "engineers 111122223333 Reader → access.yaml:15 Reader",
      ]
    `);
  });

  it('leads on to the block', () => {
    const source = `entries = { analysts = { accounts = ["111122223333"], set = "Reader" } }`;
    const { analysis } = analysed({ 'main.tf': flattened(source) });
    const [origin] = analysis.declared.assignments.all.map(writtenAt);
    const last = origin && hops(origin)[0];
    expect(last?.at).toEqual(analysis.declared.assignments.all[0]?.origin.at);
  });
});
