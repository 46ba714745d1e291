resource "aws_ssoadmin_permission_set" "warehouse_analyst" {
  instance_arn     = local.instance_arn
  name             = "WarehouseAnalyst"
  description      = "Queries the warehouse"
  session_duration = "PT4H"
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "warehouse_analyst" {
  for_each = toset(["warehouse-query", "warehouse-export"])

  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.warehouse_analyst.arn

  customer_managed_policy_reference {
    name = each.value
    path = "/analytics/"
  }
}

resource "aws_ssoadmin_permissions_boundary_attachment" "warehouse_analyst" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.warehouse_analyst.arn

  permissions_boundary {
    customer_managed_policy_reference {
      name = "people-boundary"
    }
  }
}

resource "aws_ssoadmin_permission_set" "shop_operator" {
  instance_arn     = local.instance_arn
  name             = "ShopOperator"
  description      = "Rolls the shop forward and back"
  session_duration = "PT2H"
}

resource "aws_ssoadmin_managed_policy_attachment" "shop_operator" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.shop_operator.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess"
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "shop_operator" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.shop_operator.arn

  customer_managed_policy_reference {
    name = "shop-release"
    path = "/shop/"
  }
}

resource "aws_ssoadmin_permissions_boundary_attachment" "shop_operator" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.shop_operator.arn

  permissions_boundary {
    customer_managed_policy_reference {
      name = "people-boundary"
    }
  }
}
