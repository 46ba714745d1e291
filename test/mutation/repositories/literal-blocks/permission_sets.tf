# Developer: everything but IAM, outside production.
resource "aws_ssoadmin_permission_set" "developer" {
  name             = "Developer"
  description      = "Builds and deploys in staging"
  instance_arn     = local.instance_arn
  session_duration = "PT8H"
}

resource "aws_ssoadmin_managed_policy_attachment" "developer_power_user" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.developer.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}

# DatabaseOperator: the policy lives in each account, see policies.tf.
resource "aws_ssoadmin_permission_set" "database_operator" {
  name             = "DatabaseOperator"
  description      = "Runs the patient database"
  instance_arn     = local.instance_arn
  session_duration = "PT2H"
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "database_operator" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.database_operator.arn

  customer_managed_policy_reference {
    name = "patient-database-operator"
    path = "/access/"
  }

  depends_on = [
    aws_iam_policy.database_operator_production,
    aws_iam_policy.database_operator_staging,
  ]
}

resource "aws_ssoadmin_permissions_boundary_attachment" "database_operator" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.database_operator.arn

  permissions_boundary {
    managed_policy_arn = "arn:aws:iam::aws:policy/job-function/DatabaseAdministrator"
  }
}

# ComplianceReview: reads the trail, and nothing about patients.
resource "aws_ssoadmin_permission_set" "compliance_review" {
  name             = "ComplianceReview"
  description      = "Reads configuration and the audit trail"
  instance_arn     = local.instance_arn
  session_duration = "PT90M"
}

resource "aws_ssoadmin_managed_policy_attachment" "compliance_security_audit" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.compliance_review.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}

resource "aws_ssoadmin_managed_policy_attachment" "compliance_cloudtrail" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.compliance_review.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess"
}

resource "aws_ssoadmin_permission_set_inline_policy" "compliance_review" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.compliance_review.arn

  inline_policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "NoPatientData",
          "Effect": "Deny",
          "Action": ["s3:GetObject", "rds-data:*"],
          "Resource": "*"
        }
      ]
    }
  JSON
}
