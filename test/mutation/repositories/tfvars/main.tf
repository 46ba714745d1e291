terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.31"
    }
  }
}

data "aws_ssoadmin_instances" "current" {}

locals {
  instance_arn      = data.aws_ssoadmin_instances.current.arns[0]
  identity_store_id = data.aws_ssoadmin_instances.current.identity_store_ids[0]

  managed_policies = {
    for it in flatten([
      for set, spec in var.permission_sets : [for arn in spec.managed_policies : { set = set, arn = arn }]
    ]) : "${it.set} ${it.arn}" => it
  }

  customer_policies = {
    for it in flatten([
      for set, spec in var.permission_sets : [for policy in spec.customer_policies : merge(policy, { set = set })]
    ]) : "${it.set} ${it.path}${it.name}" => it
  }

  boundaries      = { for set, spec in var.permission_sets : set => spec.boundary if spec.boundary != null }
  inline_policies = { for set, spec in var.permission_sets : set => spec.inline_policy if spec.inline_policy != null }

  assignments = {
    for it in flatten([
      for entry in var.group_assignments : [
        for account in entry.accounts : {
          group = entry.group, permission_set = entry.permission_set, account = account
        }
      ]
    ]) : join(":", [it.group, it.permission_set, it.account]) => it
  }
}

resource "aws_ssoadmin_permission_set" "set" {
  for_each = var.permission_sets

  instance_arn     = local.instance_arn
  name             = each.key
  description      = each.value.description
  session_duration = each.value.session_duration
}

resource "aws_ssoadmin_managed_policy_attachment" "set" {
  for_each = local.managed_policies

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.set[each.value.set].arn
  managed_policy_arn = each.value.arn
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "set" {
  for_each = local.customer_policies

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.set[each.value.set].arn

  customer_managed_policy_reference {
    name = each.value.name
    path = each.value.path
  }

  depends_on = [aws_iam_policy.ledger]
}

resource "aws_ssoadmin_permissions_boundary_attachment" "set" {
  for_each = local.boundaries

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.set[each.key].arn

  permissions_boundary {
    customer_managed_policy_reference {
      name = each.value.name
      path = each.value.path
    }
  }

  depends_on = [aws_iam_policy.ledger]
}

resource "aws_ssoadmin_permission_set_inline_policy" "set" {
  for_each = local.inline_policies

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.set[each.key].arn
  inline_policy      = each.value
}

data "aws_identitystore_group" "group" {
  for_each = toset(var.group_assignments[*].group)

  identity_store_id = local.identity_store_id

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = each.value
    }
  }
}

resource "aws_ssoadmin_account_assignment" "group" {
  for_each = local.assignments

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.set[each.value.permission_set].arn
  principal_id       = data.aws_identitystore_group.group[each.value.group].group_id
  principal_type     = "GROUP"
  target_id          = var.accounts[each.value.account]
  target_type        = "AWS_ACCOUNT"

  depends_on = [
    aws_ssoadmin_managed_policy_attachment.set,
    aws_ssoadmin_customer_managed_policy_attachment.set,
    aws_ssoadmin_permissions_boundary_attachment.set,
    aws_ssoadmin_permission_set_inline_policy.set,
  ]
}
