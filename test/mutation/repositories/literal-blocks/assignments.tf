locals {
  production = "418273645510"
  staging    = "093847561122"
}

resource "aws_ssoadmin_account_assignment" "engineering_staging" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.developer.arn

  principal_type = "GROUP"
  principal_id   = aws_identitystore_group.engineering.group_id

  target_type = "AWS_ACCOUNT"
  target_id   = local.staging

  depends_on = [aws_ssoadmin_managed_policy_attachment.developer_power_user]
}

resource "aws_ssoadmin_account_assignment" "database_staging" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.database_operator.arn

  principal_type = "GROUP"
  principal_id   = aws_identitystore_group.database.group_id

  target_type = "AWS_ACCOUNT"
  target_id   = local.staging

  depends_on = [
    aws_ssoadmin_customer_managed_policy_attachment.database_operator,
    aws_ssoadmin_permissions_boundary_attachment.database_operator,
  ]
}

resource "aws_ssoadmin_account_assignment" "database_production" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.database_operator.arn

  principal_type = "GROUP"
  principal_id   = aws_identitystore_group.database.group_id

  target_type = "AWS_ACCOUNT"
  target_id   = local.production

  depends_on = [
    aws_ssoadmin_customer_managed_policy_attachment.database_operator,
    aws_ssoadmin_permissions_boundary_attachment.database_operator,
  ]
}

resource "aws_ssoadmin_account_assignment" "compliance_production" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.compliance_review.arn

  principal_type = "GROUP"
  principal_id   = aws_identitystore_group.compliance.group_id

  target_type = "AWS_ACCOUNT"
  target_id   = local.production

  depends_on = [
    aws_ssoadmin_managed_policy_attachment.compliance_security_audit,
    aws_ssoadmin_managed_policy_attachment.compliance_cloudtrail,
    aws_ssoadmin_permission_set_inline_policy.compliance_review,
  ]
}
