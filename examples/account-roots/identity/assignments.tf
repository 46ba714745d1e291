# Groups come from the directory by SCIM.
data "aws_identitystore_group" "analysts" {
  identity_store_id = local.identity_store_id

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = "warehouse-analysts"
    }
  }
}

data "aws_identitystore_group" "shop" {
  identity_store_id = local.identity_store_id

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = "shop-operators"
    }
  }
}

resource "aws_ssoadmin_account_assignment" "analysts" {
  for_each = {
    prod_data = local.accounts.prod_data
    staging   = local.accounts.staging
  }

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.warehouse_analyst.arn
  principal_id       = data.aws_identitystore_group.analysts.group_id
  principal_type     = "GROUP"
  target_id          = each.value
  target_type        = "AWS_ACCOUNT"

  depends_on = [
    aws_ssoadmin_customer_managed_policy_attachment.warehouse_analyst,
    aws_ssoadmin_permissions_boundary_attachment.warehouse_analyst,
  ]
}

resource "aws_ssoadmin_account_assignment" "shop" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.shop_operator.arn
  principal_id       = data.aws_identitystore_group.shop.group_id
  principal_type     = "GROUP"
  target_id          = local.accounts.prod_shop
  target_type        = "AWS_ACCOUNT"

  depends_on = [
    aws_ssoadmin_managed_policy_attachment.shop_operator,
    aws_ssoadmin_customer_managed_policy_attachment.shop_operator,
    aws_ssoadmin_permissions_boundary_attachment.shop_operator,
  ]
}
