data "aws_ssoadmin_instances" "main" {}

locals {
  instance_arn      = tolist(data.aws_ssoadmin_instances.main.arns)[0]
  identity_store_id = tolist(data.aws_ssoadmin_instances.main.identity_store_ids)[0]
}

resource "aws_identitystore_group" "engineering" {
  identity_store_id = local.identity_store_id
  display_name      = "Engineering"
  description       = "Everybody who ships code"
}

resource "aws_identitystore_group" "database" {
  identity_store_id = local.identity_store_id
  display_name      = "Database Operators"
  description       = "Look after the patient records"
}

resource "aws_identitystore_group" "compliance" {
  identity_store_id = local.identity_store_id
  display_name      = "Compliance"
  description       = "Answer to the regulator"
}

resource "aws_identitystore_user" "ingrid" {
  identity_store_id = local.identity_store_id
  display_name      = "Ingrid Sommer"
  user_name         = "ingrid.sommer@harbour-health.example"

  name {
    given_name  = "Ingrid"
    family_name = "Sommer"
  }
}

resource "aws_identitystore_group_membership" "ingrid_compliance" {
  identity_store_id = local.identity_store_id
  group_id          = aws_identitystore_group.compliance.group_id
  member_id         = aws_identitystore_user.ingrid.user_id
}
