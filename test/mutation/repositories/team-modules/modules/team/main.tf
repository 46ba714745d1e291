variable "identity_center" {
  description = "Where Identity Center is: the instance and its store."
  type        = object({ instance_arn = string, identity_store_id = string })
}

variable "permission_set_arns" {
  description = "Every permission set there is, by name."
  type        = map(string)
}

variable "group" {
  description = "Display name of the team's group."
  type        = string
}

variable "access" {
  description = "Permission set => ids of the accounts it is given in."
  type        = map(list(string))
}

resource "aws_identitystore_group" "this" {
  identity_store_id = var.identity_center.identity_store_id
  display_name      = var.group
}

locals {
  assignments = {
    for pair in flatten([for set, ids in var.access : [for id in ids : { set = set, id = id }]]) :
    "${pair.set}@${pair.id}" => pair
  }
}

resource "aws_ssoadmin_account_assignment" "this" {
  for_each = local.assignments

  instance_arn       = var.identity_center.instance_arn
  permission_set_arn = var.permission_set_arns[each.value.set]

  principal_type = "GROUP"
  principal_id   = aws_identitystore_group.this.group_id

  target_type = "AWS_ACCOUNT"
  target_id   = each.value.id
}
