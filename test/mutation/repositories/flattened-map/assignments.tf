data "aws_identitystore_group" "this" {
  for_each = local.group_access

  identity_store_id = local.identity_store_id

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = each.key
    }
  }
}

resource "aws_ssoadmin_account_assignment" "this" {
  for_each = local.assignments

  instance_arn       = local.sso_instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.permission_set].arn

  principal_id   = data.aws_identitystore_group.this[each.value.group].group_id
  principal_type = "GROUP"

  target_id   = local.account_ids[each.value.account]
  target_type = "AWS_ACCOUNT"
}
