# Applied by the web team in its own account.
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80, < 7.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::222233334444:role/OrganizationAccountAccessRole"
  }
}

resource "aws_iam_policy" "deploy_pipeline" {
  name        = "deploy-pipeline-policy"
  description = "Lets the release pipeline's owners roll the shop forward and back"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["codepipeline:StartPipelineExecution", "codepipeline:RetryStageExecution"]
      Resource = "*"
    }]
  })
}
