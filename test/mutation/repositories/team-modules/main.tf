terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = "eu-north-1"
}

data "aws_ssoadmin_instances" "this" {}

locals {
  identity_center = {
    instance_arn      = tolist(data.aws_ssoadmin_instances.this.arns)[0]
    identity_store_id = tolist(data.aws_ssoadmin_instances.this.identity_store_ids)[0]
  }

  accounts = {
    ferry_prod  = "502938471650"
    ferry_dev   = "502938471651"
    ticket_prod = "502938471652"
    ticket_dev  = "502938471653"
    shared      = "083746152930"
  }
}
