/** How fast a root expands: many assignments from one YAML file, and many calls of one module. */
import { readTerraform } from '../../server/src/core/declared';
import * as evaluation from '../../server/src/core/eval';
import { emptyProjectFile } from '../../server/src/core/model';
import * as hcl from '../../server/src/core/syntax/hcl';
import type { Bench } from './bench';

const matrix = `
locals {
  access = yamldecode(file("access.yaml"))
  assignments = { for it in flatten([
    for group, grant in local.access.groups : [
      for account in grant.accounts : [
        for set in grant.sets : { key = "\${group}-\${account}-\${set}", group = group, account = account, set = set }
      ]
    ]
  ]) : it.key => it }
}
data "aws_ssoadmin_instances" "it" {}
resource "aws_ssoadmin_permission_set" "this" {
  for_each     = toset(local.access.sets)
  name         = each.key
  instance_arn = tolist(data.aws_ssoadmin_instances.it.arns)[0]
}
resource "aws_identitystore_group" "this" {
  for_each          = local.access.groups
  display_name      = each.key
  identity_store_id = tolist(data.aws_ssoadmin_instances.it.identity_store_ids)[0]
}
resource "aws_ssoadmin_account_assignment" "this" {
  for_each           = local.assignments
  instance_arn       = tolist(data.aws_ssoadmin_instances.it.arns)[0]
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn
  principal_id       = aws_identitystore_group.this[each.value.group].group_id
  principal_type     = "GROUP"
  target_id          = each.value.account
  target_type        = "AWS_ACCOUNT"
}
`;

/** 40 groups × 100 accounts × 5 sets: 20,000 assignments. */
function accessYaml(): string {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const accounts = numbers(100).map((index) => `"${String(100_000_000_000 + index)}"`);
  const sets = numbers(5).map((index) => `set${index}`);
  const grant = `{ accounts: [${accounts.join(', ')}], sets: [${sets.join(', ')}] }`;
  return `sets: [${sets.join(', ')}]\ngroups:\n${numbers(40)
    .map((index) => `  group${index}: ${grant}\n`)
    .join('')}`;
}

const calls = `
module "team" {
  source   = "./team"
  for_each = toset([for n in range(1000) : "team\${n}"])
  name     = each.key
  accounts = ["111122223333", "444455556666"]
}
`;

const team = `
variable "name" { type = string }
variable "accounts" { type = list(string) }
resource "aws_identitystore_group" "it" {
  display_name = var.name
}
resource "aws_ssoadmin_account_assignment" "it" {
  for_each       = toset(var.accounts)
  principal_id   = aws_identitystore_group.it.group_id
  principal_type = "GROUP"
  target_id      = each.key
}
output "group_id" { value = aws_identitystore_group.it.group_id }
`;

export const benches: readonly Bench[] = [
  expanding('expand 20,000 assignments from YAML', { 'main.tf': matrix, 'access.yaml': accessYaml() }),
  expanding('enter a module 1,000 times', { 'main.tf': calls, 'team/main.tf': team }),
  reading('read 20,000 assignments as access', { 'main.tf': matrix, 'access.yaml': accessYaml() }),
];

type Files = Readonly<Record<string, string>>;

function expanding(name: string, files: Files): Bench {
  const project = projectOf(files);
  return { name, limit: 2000, run: () => evaluation.evaluateProject(project) };
}

function reading(name: string, files: Files): Bench {
  const evaluated = evaluation.evaluateProject(projectOf(files));
  return { name, run: () => readTerraform(evaluated, emptyProjectFile) };
}

function projectOf(files: Files): evaluation.Project {
  const paths = Object.entries(files);
  const sources = paths.filter(([path]) => path.endsWith('.tf'));
  const texts = new Map<string, string | undefined>(paths.filter(([path]) => !path.endsWith('.tf')));
  return {
    files: sources.map(([path, text]) => hcl.parse({ path, text })),
    texts: texts.set('.terraform/modules/modules.json', undefined).set('.git/config', undefined),
    paths: new Set(Object.keys(files)),
    options: {},
  };
}
