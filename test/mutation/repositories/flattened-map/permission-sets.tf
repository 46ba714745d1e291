locals {
  aws_managed = merge([
    for set, it in local.permission_sets : {
      for arn in it.aws_managed : "${set}/${basename(arn)}" => { set = set, arn = arn }
    }
  ]...)

  customer_managed = merge([
    for set, it in local.permission_sets : {
      for name in it.customer : "${set}/${name}" => { set = set, name = name }
    }
  ]...)
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each = local.permission_sets

  instance_arn     = local.sso_instance_arn
  name             = each.key
  description      = each.value.description
  session_duration = each.value.session
}

resource "aws_ssoadmin_managed_policy_attachment" "this" {
  for_each = local.aws_managed

  instance_arn       = local.sso_instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn
  managed_policy_arn = each.value.arn

  # Taken away before the policies are, and given after them.
  depends_on = [aws_ssoadmin_account_assignment.this]
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "this" {
  for_each = local.customer_managed

  instance_arn       = local.sso_instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn

  customer_managed_policy_reference {
    name = each.value.name
    path = "/studio/"
  }

  depends_on = [aws_ssoadmin_account_assignment.this]
}

resource "aws_ssoadmin_permissions_boundary_attachment" "this" {
  for_each = { for set, it in local.permission_sets : set => it.boundary if it.boundary != null }

  instance_arn       = local.sso_instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.key].arn

  permissions_boundary {
    customer_managed_policy_reference {
      name = each.value
      path = "/studio/"
    }
  }

  depends_on = [aws_ssoadmin_account_assignment.this]
}
