variable "description" {
  default = "first"
}

variable "policies" {
  type    = list(string)
  default = []
}

data "aws_ssoadmin_instances" "this" {}

locals {
  instance_arn = tolist(data.aws_ssoadmin_instances.this.arns)[0]
}

data "aws_identitystore_group" "finance" {
  identity_store_id = tolist(data.aws_ssoadmin_instances.this.identity_store_ids)[0]

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = "finance"
    }
  }
}

resource "aws_ssoadmin_permission_set" "this" {
  instance_arn = local.instance_arn
  name         = "Invoices"
  description  = var.description
}

resource "aws_ssoadmin_account_assignment" "this" {
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
  principal_type     = "GROUP"
  principal_id       = data.aws_identitystore_group.finance.group_id
  target_type        = "AWS_ACCOUNT"
  target_id          = "555566667777"
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "this" {
  for_each           = toset(var.policies)
  instance_arn       = local.instance_arn
  permission_set_arn = aws_ssoadmin_account_assignment.this.permission_set_arn

  customer_managed_policy_reference {
    name = each.key
  }
}
