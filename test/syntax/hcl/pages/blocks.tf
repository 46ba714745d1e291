# The whole module.
terraform {
  required_version = ">= 1.5"
  backend "s3" { bucket = "state" }
}

provider "aws" {}

resource "aws_ssoadmin_permission_set" "analyst" {
  name         = "Analyst" // shown in the portal
  instance_arn = local.instance_arn
  /* One hour is
     the default. */
  session_duration = "PT8H"

  lifecycle {
    ignore_changes = [tags["Owner"], description]
  }
  dynamic "statement" {
    for_each = var.statements
    content {
      sid = statement.key
    }
  }
}

resource aws_ssoadmin_account_assignment bare {
}
# The last line has no end.
locals { a = 1 }
