# The landing zone makes permission sets and groups; a product team's code only says who gets which where.
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.40"
    }
  }
}

data "aws_ssoadmin_instances" "landing_zone" {}

locals {
  instance_arn      = tolist(data.aws_ssoadmin_instances.landing_zone.arns)[0]
  identity_store_id = tolist(data.aws_ssoadmin_instances.landing_zone.identity_store_ids)[0]

  accounts = {
    claims_production = "650192837410"
    claims_acceptance = "650192837411"
    claims_sandbox    = "029384756610"
  }

  grants = {
    handlers-read-production = {
      group          = "claims-handlers"
      permission_set = "WorkloadReader"
      account        = "claims_production"
    }
    handlers-read-acceptance = {
      group          = "claims-handlers"
      permission_set = "WorkloadReader"
      account        = "claims_acceptance"
    }
    engineers-operate-production = {
      group          = "claims-engineers"
      permission_set = "WorkloadOperator"
      account        = "claims_production"
    }
    engineers-own-sandbox = {
      group          = "claims-engineers"
      permission_set = "SandboxOwner"
      account        = "claims_sandbox"
    }
  }
}

data "aws_ssoadmin_permission_set" "this" {
  for_each = toset(values(local.grants)[*].permission_set)

  instance_arn = local.instance_arn
  name         = each.value
}

data "aws_identitystore_group" "this" {
  for_each = toset(["claims-handlers", "claims-engineers"])

  identity_store_id = local.identity_store_id

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = each.value
    }
  }
}

resource "aws_ssoadmin_account_assignment" "this" {
  for_each = local.grants

  instance_arn       = local.instance_arn
  permission_set_arn = data.aws_ssoadmin_permission_set.this[each.value.permission_set].arn
  principal_id       = data.aws_identitystore_group.this[each.value.group].group_id
  principal_type     = "GROUP"
  target_id          = local.accounts[each.value.account]
  target_type        = "AWS_ACCOUNT"
}
