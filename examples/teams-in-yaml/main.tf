# One file for each permission set, one for each team; Terraform reads whatever is there.
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.60"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

data "aws_ssoadmin_instances" "this" {}

locals {
  instance_arn      = tolist(data.aws_ssoadmin_instances.this.arns)[0]
  identity_store_id = tolist(data.aws_ssoadmin_instances.this.identity_store_ids)[0]

  accounts = yamldecode(file("${path.module}/accounts.yaml"))

  permission_sets = {
    for name in fileset("${path.module}/permission-sets", "*.yaml") :
    trimsuffix(name, ".yaml") => yamldecode(file("${path.module}/permission-sets/${name}"))
  }

  teams = {
    for name in fileset("${path.module}/teams", "*.yaml") :
    trimsuffix(name, ".yaml") => yamldecode(file("${path.module}/teams/${name}"))
  }

  grants = flatten([
    for team in local.teams : [
      for grant in team.access : [
        for account in grant.accounts : {
          group          = team.group
          permission_set = grant.permission_set
          account        = account
        }
      ]
    ]
  ])

  policies = flatten([
    for key, set in local.permission_sets : [
      for arn in try(set.aws_managed_policies, []) : { set = key, arn = arn }
    ]
  ])

  customer_policies = flatten([
    for key, set in local.permission_sets : [
      for policy in try(set.customer_managed_policies, []) : {
        set  = key
        name = policy.name
        path = try(policy.path, "/")
      }
    ]
  ])
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each = local.permission_sets

  instance_arn     = local.instance_arn
  name             = each.value.name
  description      = each.value.description
  session_duration = try(each.value.session_duration, "PT1H")
}

locals {
  # Teams write a permission set's name, not the name of its file.
  permission_set_arns = { for set in aws_ssoadmin_permission_set.this : set.name => set.arn }
}

resource "aws_ssoadmin_managed_policy_attachment" "this" {
  for_each = { for it in local.policies : "${it.set}:${basename(it.arn)}" => it }

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn
  managed_policy_arn = each.value.arn
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "this" {
  for_each = { for it in local.customer_policies : "${it.set}:${it.path}${it.name}" => it }

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn

  customer_managed_policy_reference {
    name = each.value.name
    path = each.value.path
  }
}

resource "aws_ssoadmin_permissions_boundary_attachment" "this" {
  for_each = { for key, set in local.permission_sets : key => set.boundary if can(set.boundary) }

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.key].arn

  permissions_boundary {
    customer_managed_policy_reference {
      name = each.value
      path = "/"
    }
  }
}

resource "aws_ssoadmin_permission_set_inline_policy" "this" {
  for_each = { for key, set in local.permission_sets : key => set.inline_policy if can(set.inline_policy) }

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.key].arn
  inline_policy      = jsonencode(each.value)
}

resource "aws_identitystore_group" "this" {
  for_each = { for team in local.teams : team.group => team }

  identity_store_id = local.identity_store_id
  display_name      = each.key
  description       = each.value.about
}

resource "aws_ssoadmin_account_assignment" "this" {
  for_each = { for it in local.grants : "${it.group}/${it.account}/${it.permission_set}" => it }

  instance_arn       = local.instance_arn
  permission_set_arn = local.permission_set_arns[each.value.permission_set]

  principal_type = "GROUP"
  principal_id   = aws_identitystore_group.this[each.value.group].group_id

  target_type = "AWS_ACCOUNT"
  target_id   = local.accounts[each.value.account]

  # First what it gives, then who gets it.
  depends_on = [
    aws_ssoadmin_managed_policy_attachment.this,
    aws_ssoadmin_customer_managed_policy_attachment.this,
    aws_ssoadmin_permissions_boundary_attachment.this,
    aws_ssoadmin_permission_set_inline_policy.this,
  ]
}
