locals {
  permission_sets = {
    RedshiftAnalyst = {
      description       = "Queries the warehouse"
      session_duration  = "PT8H"
      managed_policies  = ["arn:aws:iam::aws:policy/AmazonRedshiftReadOnlyAccess"]
      customer_policies = [{ name = "my-redshift-analyst-policy", path = "/" }]
    }
    DataEngineer = {
      description       = "Builds and repairs the pipelines"
      session_duration  = "PT8H"
      managed_policies  = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]
      customer_policies = [{ name = "data-engineer-policy", path = "/data/" }]
      boundary          = "workload-boundary"
    }
    PlatformEngineer = {
      description      = "Runs the platform"
      session_duration = "PT8H"
      managed_policies = ["arn:aws:iam::aws:policy/PowerUserAccess"]
    }
    SecurityAudit = {
      description      = "Reads configuration everywhere"
      session_duration = "PT4H"
      managed_policies = ["arn:aws:iam::aws:policy/SecurityAudit"]
    }
    OnCall = {
      description      = "Restarts what has stopped"
      session_duration = "PT2H"
      managed_policies = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    }
    WebDeveloper = {
      description      = "Builds the shop outside production"
      session_duration = "PT8H"
      managed_policies = [
        "arn:aws:iam::aws:policy/AmazonS3FullAccess",
        "arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess",
      ]
      boundary = "workload-boundary"
    }
    Billing = {
      description      = "Invoices and budgets"
      session_duration = "PT4H"
      managed_policies = ["arn:aws:iam::aws:policy/job-function/Billing"]
    }
    ReadOnly = {
      description      = "Looks at everything, changes nothing"
      session_duration = "PT8H"
      managed_policies = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    }
  }

  managed_attachments = merge([
    for set, it in local.permission_sets : {
      for arn in it.managed_policies : "${set}:${arn}" => { permission_set = set, arn = arn }
    }
  ]...)

  customer_attachments = merge([
    for set, it in local.permission_sets : {
      for policy in try(it.customer_policies, []) : "${set}:${policy.path}${policy.name}" => {
        permission_set = set
        name           = policy.name
        path           = policy.path
      }
    }
  ]...)

  boundaries = { for set, it in local.permission_sets : set => it.boundary if can(it.boundary) }
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each = local.permission_sets

  instance_arn     = local.instance_arn
  name             = each.key
  description      = each.value.description
  session_duration = each.value.session_duration
}

resource "aws_ssoadmin_managed_policy_attachment" "this" {
  for_each = local.managed_attachments

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.permission_set].arn
  managed_policy_arn = each.value.arn
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "this" {
  for_each = local.customer_attachments

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.permission_set].arn

  customer_managed_policy_reference {
    name = each.value.name
    path = each.value.path
  }

  depends_on = [aws_iam_policy.redshift_analyst, aws_iam_policy.redshift_analyst_staging]
}

# The landing zone puts workload-boundary into every workload account.
resource "aws_ssoadmin_permissions_boundary_attachment" "this" {
  for_each = local.boundaries

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.key].arn

  permissions_boundary {
    customer_managed_policy_reference {
      name = each.value
      path = "/"
    }
  }
}

resource "aws_ssoadmin_permission_set_inline_policy" "on_call" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this["OnCall"].arn

  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ecs:UpdateService", "rds:RebootDBInstance"]
      Resource = "*"
    }]
  })
}
