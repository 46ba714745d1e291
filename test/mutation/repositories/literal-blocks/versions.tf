terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.80"
    }
  }

  backend "s3" {
    bucket = "harbour-health-terraform-state"
    key    = "identity-center.tfstate"
    region = "eu-central-1"
  }
}
