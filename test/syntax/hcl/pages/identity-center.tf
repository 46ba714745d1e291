data "aws_ssoadmin_instances" "this" {}

locals {
  instance_arn = tolist(data.aws_ssoadmin_instances.this.arns)[0]
  assignments = merge([
    for group, entries in var.group_assignments : {
      for entry in flatten([entries]) : "${group}-${entry.account_id}-${entry.permission_set}" => merge(entry, {
        group = group
      })
    }
  ]...)
}

resource "aws_ssoadmin_account_assignment" "groups" {
  for_each = local.assignments

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.sets[each.value.permission_set].arn
  principal_id       = data.aws_identitystore_group.groups[each.value.group].group_id
  principal_type     = "GROUP"
  target_id          = each.value.account_id
  target_type        = "AWS_ACCOUNT"
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "analyst" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.sets["Analyst"].arn
  customer_managed_policy_reference {
    name = "my-redshift-analyst-policy"
    path = "/"
  }
}
