import { describe, expect, it } from 'vitest';
import { assignmentTargets } from '../../server/src/core/features';
import type { NewAssignment } from '../../server/src/protocol';
import { analysed } from './support/analysed';

const wanted: NewAssignment = {
  principalType: 'GROUP',
  principal: 'analysts',
  account: '111122223333',
  permissionSet: 'Reader',
};

/** Each place that is offered, and what its file then says. */
function offered(files: Readonly<Record<string, string>>, it: Partial<NewAssignment> = {}) {
  const { analysis } = analysed(files);
  return new Map(
    assignmentTargets(analysis, { ...wanted, ...it }).map(({ path, detail, edits }) => {
      const text = edits.reduceRight(
        (now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end),
        files[path] ?? '',
      );
      return [`${path}: ${detail}`, text];
    }),
  );
}

const head = 'permission_sets: { Reader: {}, Writer: {} }\n';

describe('A new assignment in an access definition', () => {
  it('becomes an entry of its own, by the account name that the file has', () => {
    const text = `${head}accounts: { prod: "111122223333" }\ngroup_assignments:\n  ops:\n    account_ids: [prod]\n    permission_set: Writer\n`;
    expect(offered({ 'access.yaml': text }).get('access.yaml: an entry for analysts')).toBe(
      `${text}  analysts:\n    account_ids: [prod]\n    permission_set: Reader\n`,
    );
  });

  it('joins the accounts that the group has with the same permission set', () => {
    const text = `${head}group_assignments:\n  analysts: { account_ids: ["444455556666"], permission_set: Reader }\n`;
    expect(offered({ 'access.yaml': text }).get('access.yaml: to the accounts of analysts')).toBe(
      text.replace('["444455556666"]', '["444455556666", "111122223333"]'),
    );
  });

  it('stands beside another permission set of the group, keeping comments', () => {
    const text = `${head}group_assignments:\n  analysts:\n    # since May\n    account_ids: ["444455556666"]\n    permission_set: Writer\n  ops: { account_ids: ["444455556666"], permission_set: Writer }\n`;
    expect(offered({ 'access.yaml': text }).get('access.yaml: a further entry for analysts')).toBe(
      `${head}group_assignments:\n  analysts:\n    # since May\n    - account_ids: ["444455556666"]\n      permission_set: Writer\n    - { account_ids: ["111122223333"], permission_set: Reader }\n  ops: { account_ids: ["444455556666"], permission_set: Writer }\n`,
    );
  });

  it('makes the section where there is none, for users too', () => {
    const text = offered({ 'access.yaml': head }, { principalType: 'USER', principal: 'anna@example.com' });
    expect(text.get('access.yaml: a section user_assignments')).toBe(
      `${head}\nuser_assignments:\n  anna@example.com:\n    account_ids: ["111122223333"]\n    permission_set: Reader\n`,
    );
  });

  it('goes into a new file where it has no better place, under a name that is free', () => {
    const files = { 'access/analysts.access.yaml': 'group_assignments: {}\n' };
    expect([...offered(files).keys()]).toContain('access/analysts-2.access.yaml: a new access definition');
  });
});

const terraform = `locals {
  assignments = {
    ops = { account_ids = ["444455556666"], permission_set = "Writer" }
  }
}
resource "aws_ssoadmin_permission_set" "this" {
  for_each     = toset(["Reader", "Writer"])
  name         = each.key
  instance_arn = local.instance
}
data "aws_identitystore_group" "this" {
  for_each          = local.assignments
  identity_store_id = local.store
  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = each.key
    }
  }
}
resource "aws_ssoadmin_account_assignment" "this" {
  for_each           = local.assignments
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.permission_set].arn
  principal_type     = "GROUP"
  principal_id       = data.aws_identitystore_group.this[each.key].group_id
  target_type        = "AWS_ACCOUNT"
  target_id          = each.value.account_ids[0]
}
`;

describe('A new assignment in Terraform', () => {
  it('becomes an entry of the map that a for_each expands', () => {
    const found = offered({ 'main.tf': terraform }).get('main.tf: an entry for analysts');
    expect(found).toContain('analysts = { account_ids = ["111122223333"], permission_set = "Reader" }');
  });

  it('offers a place only where the code then grants it: this map takes but the first account', () => {
    const places = [...offered({ 'main.tf': terraform }, { principal: 'ops', permissionSet: 'Writer' }).keys()];
    expect(places).not.toContain('main.tf: to the accounts of ops');
  });

  it('becomes a resource that refers to what the code has and looks up what it has not', () => {
    const found = offered({ 'main.tf': terraform }).get('main.tf: a resource of its own')?.slice(terraform.length);
    expect(found).toBe(`
data "aws_identitystore_group" "analysts_111122223333_reader" {
  identity_store_id = local.store

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = "analysts"
    }
  }
}

resource "aws_ssoadmin_account_assignment" "analysts_111122223333_reader" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this["Reader"].arn

  principal_type = "GROUP"
  principal_id   = data.aws_identitystore_group.analysts_111122223333_reader.group_id

  target_type = "AWS_ACCOUNT"
  target_id   = "111122223333"
}
`);
  });

  it('is offered nowhere where the code grants it already', () => {
    const granted = terraform
      .replace('ops =', 'analysts =')
      .replace('444455556666', '111122223333')
      .replace('"Writer" }', '"Reader" }');
    expect(offered({ 'main.tf': granted }).size).toBe(0);
  });
});
