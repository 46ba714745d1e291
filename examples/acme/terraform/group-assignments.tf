# Who gets what, and where. One entry a group; teams add theirs to teams.yaml.
locals {
  platform_assignments = {
    data-analysts = {
      account_ids    = [local.accounts.prod_data, local.accounts.staging_data]
      permission_set = "RedshiftAnalyst"
    }
    data-engineers = {
      account_ids    = [local.accounts.prod_data, local.accounts.staging_data]
      permission_set = "DataEngineer"
    }
    platform-engineers = {
      account_ids    = concat(local.workloads, [local.accounts.shared_services, local.accounts.network])
      permission_set = "PlatformEngineer"
    }
    security-auditors = {
      account_ids    = values(local.accounts)
      permission_set = "SecurityAudit"
    }
    on-call = {
      account_ids    = [for id in local.workloads : id if id != local.accounts.sandbox]
      permission_set = "OnCall"
    }
  }

  team_assignments = yamldecode(file("${path.module}/teams.yaml")).group_assignments

  group_assignments = merge(local.platform_assignments, local.team_assignments)

  # One element for each group and account, under a key that names all three parts and so never moves.
  flattened = flatten([
    for group, grant in local.group_assignments : [
      for account_id in grant.account_ids : {
        group          = group
        account_id     = account_id
        permission_set = grant.permission_set
      }
    ]
  ])

  assignments = {
    for it in local.flattened : "${it.group}-${it.account_id}-${it.permission_set}" => it
  }
}

resource "aws_ssoadmin_account_assignment" "group" {
  for_each = local.assignments

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.permission_set].arn

  principal_type = "GROUP"
  principal_id   = data.aws_identitystore_group.this[each.value.group].group_id

  target_type = "AWS_ACCOUNT"
  target_id   = each.value.account_id

  # First the policies, then the accounts: otherwise every attachment provisions all accounts anew.
  depends_on = [
    aws_ssoadmin_managed_policy_attachment.this,
    aws_ssoadmin_customer_managed_policy_attachment.this,
    aws_ssoadmin_permissions_boundary_attachment.this,
    aws_ssoadmin_permission_set_inline_policy.on_call,
  ]
}
