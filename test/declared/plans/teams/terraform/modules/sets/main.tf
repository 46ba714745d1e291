variable "instance" { type = string }

variable "policy" { type = object({ name = string, path = string }) }

resource "aws_ssoadmin_permission_set" "operator" {
  name             = "WorkloadOperator"
  instance_arn     = var.instance
  session_duration = "PT2H"
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "operator" {
  instance_arn       = var.instance
  permission_set_arn = aws_ssoadmin_permission_set.operator.arn

  customer_managed_policy_reference {
    name = var.policy.name
    path = var.policy.path
  }
}

output "operator_arn" {
  value = aws_ssoadmin_permission_set.operator.arn
}
