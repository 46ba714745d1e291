variable "instance" { type = string }

variable "group" { type = string }

variable "store" { type = string }

variable "permission_set_arn" { type = string }

variable "account" { type = string }

data "aws_identitystore_group" "this" {
  identity_store_id = var.store

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = var.group
    }
  }
}

resource "aws_ssoadmin_account_assignment" "this" {
  instance_arn       = var.instance
  permission_set_arn = var.permission_set_arn
  principal_type     = "GROUP"
  principal_id       = data.aws_identitystore_group.this.group_id
  target_type        = "AWS_ACCOUNT"
  target_id          = var.account
}
