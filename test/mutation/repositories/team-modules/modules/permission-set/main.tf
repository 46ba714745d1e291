variable "identity_center" {
  description = "Where Identity Center is: the instance and its store."
  type        = object({ instance_arn = string, identity_store_id = string })
}

variable "name" {
  description = "As people see it in the access portal."
  type        = string
}

variable "description" {
  description = "What it is for, for whoever is asked to approve it."
  type        = string
}

variable "session" {
  description = "How long one sign-in lasts."
  type        = string
  default     = "PT1H"
}

variable "managed_policies" {
  description = "ARNs of AWS managed policies."
  type        = set(string)
  default     = []
}

variable "customer_managed_policies" {
  description = "Paths of the account's own policies, by name."
  type        = map(string)
  default     = {}
}

variable "boundary" {
  description = "Name of the account's policy that limits this set."
  type        = string
  default     = null
}

resource "aws_ssoadmin_permission_set" "this" {
  instance_arn     = var.identity_center.instance_arn
  name             = var.name
  description      = var.description
  session_duration = var.session
}

resource "aws_ssoadmin_managed_policy_attachment" "this" {
  for_each = var.managed_policies

  instance_arn       = var.identity_center.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this.arn
  managed_policy_arn = each.value
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "this" {
  for_each = var.customer_managed_policies

  instance_arn       = var.identity_center.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this.arn

  customer_managed_policy_reference {
    name = each.key
    path = each.value
  }
}

resource "aws_ssoadmin_permissions_boundary_attachment" "this" {
  count = var.boundary == null ? 0 : 1

  instance_arn       = var.identity_center.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.this.arn

  permissions_boundary {
    customer_managed_policy_reference {
      name = var.boundary
      path = "/access/"
    }
  }
}

# Whoever uses the ARN waits for the policies.
output "arn" {
  description = "The permission set, once its policies are attached."
  value       = aws_ssoadmin_permission_set.this.arn

  depends_on = [
    aws_ssoadmin_managed_policy_attachment.this,
    aws_ssoadmin_customer_managed_policy_attachment.this,
    aws_ssoadmin_permissions_boundary_attachment.this,
  ]
}

output "name" {
  description = "As people see it."
  value       = aws_ssoadmin_permission_set.this.name
}
