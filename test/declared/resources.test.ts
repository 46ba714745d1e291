/** What comes before what: read from references as Terraform orders by them, through everything that carries a value. */
import { describe, expect, it } from 'vitest';
import { readTerraform } from '../../server/src/core/declared';
import { comesAfter, emptyProjectFile, type Resource } from '../../server/src/core/model';
import { evaluateFiles } from '../eval/configuration/evaluate';

function resourcesIn(files: Readonly<Record<string, string>>): ReadonlyMap<string, Resource> {
  const part = readTerraform(evaluateFiles(new Map(Object.entries(files)), {}), emptyProjectFile);
  const made = [...part.permissionSets, ...part.groups, ...part.users, ...part.policies, ...part.assignments];
  return new Map(made.flatMap(({ resource }) => (resource ? [[resource.address, resource]] : [])));
}

function isAfter(later: string, earlier: string, files: Readonly<Record<string, string>>): boolean {
  const resources = resourcesIn(files);
  const [a, b] = [resources.get(later), resources.get(earlier)];
  if (!a || !b) throw new Error(`one of these is no resource of the example: ${later}, ${earlier}`);
  return comesAfter(a, b);
}

const set = 'aws_ssoadmin_permission_set.admin';
const policy = 'aws_iam_policy.read';
const declared = `
resource "aws_iam_policy" "read" {
  name   = "read"
  policy = "{}"
}
`;

describe('A resource comes after another', () => {
  const cases: readonly [title: string, later: string, files: Readonly<Record<string, string>>][] = [
    [
      'it refers to',
      set,
      { 'main.tf': `${declared}resource "aws_ssoadmin_permission_set" "admin" { name = aws_iam_policy.read.name }` },
    ],
    [
      'it refers to through a local, in a nested block, in a condition that is not taken',
      set,
      {
        'main.tf': `${declared}
locals { names = { for k in [1] : k => false ? aws_iam_policy.read.name : "x" } }
resource "aws_ssoadmin_permission_set" "admin" {
  name = "Admin"
  dynamic "tag" {
    for_each = local.names
    content { key = tag.value }
  }
}`,
      },
    ],
    [
      'it names in depends_on',
      set,
      {
        'main.tf': `${declared}
resource "aws_ssoadmin_permission_set" "admin" {
  name       = "Admin"
  depends_on = [aws_iam_policy.read]
}`,
      },
    ],
    [
      'that is two steps away',
      set,
      {
        'main.tf': `${declared}
resource "terraform_data" "between" { input = aws_iam_policy.read[*].arn }
resource "aws_ssoadmin_permission_set" "admin" { name = terraform_data.between.output[0] }`,
      },
    ],
    [
      'that its module is given',
      'module.team.module.sets.aws_ssoadmin_permission_set.admin',
      {
        'main.tf': `${declared}
module "team" {
  source   = "./team"
  for_each = toset(["a", "b"])
  policy   = aws_iam_policy.read.name
}`,
        'team/main.tf': `
variable "policy" {}
module "sets" {
  source = "./sets"
  name   = var.policy
}`,
        'team/sets/main.tf': `
variable "name" {}
resource "aws_ssoadmin_permission_set" "admin" { name = var.name }`,
      },
    ],
    [
      'that its module waits for',
      'module.team.aws_ssoadmin_permission_set.admin',
      {
        'main.tf': `${declared}
module "team" {
  source     = "./team"
  depends_on = [aws_iam_policy.read]
}`,
        'team/main.tf': 'resource "aws_ssoadmin_permission_set" "admin" { name = "Admin" }',
      },
    ],
    [
      'that goes into a module whose code is not here and whose output it takes',
      set,
      {
        'main.tf': `${declared}
module "names" {
  source = "example.com/acme/names/aws"
  policy = aws_iam_policy.read.name
}
resource "aws_ssoadmin_permission_set" "admin" { name = module.names.set }`,
      },
    ],
    [
      'its provider is configured with',
      set,
      {
        'main.tf': `
provider "aws" {
  alias = "members"
}
provider "aws" {
  profile = aws_iam_policy.read.name
}
resource "aws_iam_policy" "read" {
  provider = aws.members
  name     = "read"
}
resource "aws_ssoadmin_permission_set" "admin" { name = "Admin" }`,
      },
    ],
  ];
  it.each(cases)('%s', (_, later, files) => {
    expect(isAfter(later, policy, files)).toBe(true);
    expect(isAfter(policy, policy, files)).toBe(false);
  });

  it('in a module that it waits for, and not before', () => {
    const files = {
      'main.tf': `
module "team" { source = "./team" }
resource "aws_ssoadmin_permission_set" "admin" {
  name       = "Admin"
  depends_on = [module.team]
}`,
      'team/main.tf': declared,
    };
    expect(isAfter(set, `module.team.${policy}`, files)).toBe(true);
    expect(isAfter(`module.team.${policy}`, set, files)).toBe(false);
  });
});

describe('A resource does not come after another', () => {
  const cases: readonly [title: string, text: string][] = [
    ['that has the same name in it', 'resource "aws_ssoadmin_permission_set" "admin" { name = "read" }'],
    [
      'that a loop variable is called like',
      'resource "aws_ssoadmin_permission_set" "admin" { name = join("", [for aws_iam_policy in [{ read = "x" }] : aws_iam_policy.read]) }',
    ],
    [
      'that its module has, of which it takes another output',
      `module "team" { source = "./team" }
resource "aws_ssoadmin_permission_set" "admin" { name = module.team.label }`,
    ],
    [
      'that it tells Terraform to ignore',
      `resource "aws_ssoadmin_permission_set" "admin" {
  name = "Admin"
  lifecycle { ignore_changes = [aws_iam_policy.read] }
}`,
    ],
  ];
  it.each(cases)('%s', (_, text) => {
    const files = {
      'main.tf': `${declared}${text}`,
      'team/main.tf': `
output "label" { value = "x" }
output "read" { value = aws_iam_policy.read.name }
${declared}`,
    };
    expect(isAfter(set, policy, files)).toBe(false);
  });
});

describe('Blocks', () => {
  it('are one object, however many instances they have', () => {
    const files = new Map([
      [
        'main.tf',
        'resource "aws_ssoadmin_permission_set" "admin" {\n  for_each = toset(["a", "b"])\n  name = each.key\n}',
      ],
    ]);
    const { permissionSets } = readTerraform(evaluateFiles(files, {}), emptyProjectFile);
    expect(new Set(permissionSets.map(({ resource }) => resource)).size).toBe(1);
    expect(permissionSets.length).toBe(2);
  });

  it('that depend on each other in a circle come after each other', () => {
    const files = {
      'main.tf': `
resource "aws_iam_policy" "read" { name = aws_ssoadmin_permission_set.admin.name }
resource "aws_ssoadmin_permission_set" "admin" { name = aws_iam_policy.read.name }`,
    };
    expect([isAfter(set, policy, files), isAfter(policy, set, files)]).toEqual([true, true]);
  });

  it('exist before the first plan where an import block says so', () => {
    const resources = resourcesIn({
      'main.tf': `${declared}
import {
  to = module.team.aws_ssoadmin_permission_set.admin["a"]
  id = "arn,arn"
}
module "team" { source = "./team" }`,
      'team/main.tf':
        'resource "aws_ssoadmin_permission_set" "admin" {\n  for_each = toset(["a"])\n  name = each.key\n}',
    });
    expect([...resources].map(([address, { isImported }]) => [address, isImported])).toEqual([
      ['module.team.aws_ssoadmin_permission_set.admin', true],
      ['aws_iam_policy.read', false],
    ]);
  });
});
