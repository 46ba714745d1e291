data "aws_ssoadmin_instances" "this" {}

locals {
  instance_arn      = tolist(data.aws_ssoadmin_instances.this.arns)[0]
  identity_store_id = tolist(data.aws_ssoadmin_instances.this.identity_store_ids)[0]
}

data "aws_iam_policy_document" "reservations" {
  statement {
    sid       = "Reservations"
    actions   = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"]
    resources = ["arn:aws:dynamodb:*:*:table/reservations"]
  }

  statement {
    sid       = "NoErasing"
    effect    = "Deny"
    actions   = ["dynamodb:DeleteTable"]
    resources = ["*"]
  }
}

resource "aws_ssoadmin_permission_set" "reservation_desk" {
  instance_arn     = local.instance_arn
  name             = "ReservationDesk"
  description      = "Moves travellers to another boat"
  session_duration = "PT10H"
}

resource "aws_ssoadmin_permission_set_inline_policy" "reservation_desk" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.reservation_desk.arn
  inline_policy      = data.aws_iam_policy_document.reservations.json
}

resource "aws_ssoadmin_permission_set" "security_audit" {
  instance_arn     = local.instance_arn
  name             = "SecurityAudit"
  description      = "Reads configuration everywhere"
  session_duration = "PT4H"
}

resource "aws_ssoadmin_managed_policy_attachment" "security_audit" {
  for_each = toset([
    "arn:aws:iam::aws:policy/SecurityAudit",
    "arn:aws:iam::aws:policy/AWSSecurityHubReadOnlyAccess",
  ])

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.security_audit.arn
  managed_policy_arn = each.value
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "security_audit" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.security_audit.arn

  customer_managed_policy_reference {
    name = aws_iam_policy.trail_reader.name
    path = aws_iam_policy.trail_reader.path
  }
}

resource "aws_ssoadmin_permissions_boundary_attachment" "security_audit" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.security_audit.arn

  permissions_boundary {
    managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  }
}

provider "aws" {
  alias  = "security"
  region = "ca-central-1"

  assume_role {
    role_arn = "arn:aws:iam::${aws_organizations_account.security.id}:role/OrganizationAccountAccessRole"
  }
}

resource "aws_iam_policy" "trail_reader" {
  provider = aws.security

  name = "trail-reader"
  path = "/audit/"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["cloudtrail:LookupEvents"], Resource = "*" }]
  })
}
