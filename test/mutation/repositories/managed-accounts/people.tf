resource "aws_identitystore_group" "this" {
  for_each = toset(["reservations", "security-team"])

  identity_store_id = local.identity_store_id
  display_name      = each.key
}

resource "aws_ssoadmin_account_assignment" "reservations" {
  for_each = aws_organizations_account.booking

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.reservation_desk.arn
  principal_id       = aws_identitystore_group.this["reservations"].group_id
  principal_type     = "GROUP"
  target_id          = each.value.id
  target_type        = "AWS_ACCOUNT"

  depends_on = [aws_ssoadmin_permission_set_inline_policy.reservation_desk]
}

resource "aws_ssoadmin_account_assignment" "security" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.security_audit.arn
  principal_id       = aws_identitystore_group.this["security-team"].group_id
  principal_type     = "GROUP"
  target_id          = aws_organizations_account.security.id
  target_type        = "AWS_ACCOUNT"

  depends_on = [
    aws_ssoadmin_managed_policy_attachment.security_audit,
    aws_ssoadmin_customer_managed_policy_attachment.security_audit,
    aws_ssoadmin_permissions_boundary_attachment.security_audit,
  ]
}
