# The policy that RedshiftAnalyst refers to by name, in each account where analysts work.
locals {
  redshift_analyst_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "redshift-data:ExecuteStatement",
        "redshift-data:GetStatementResult",
        "redshift:GetClusterCredentials",
      ]
      Resource = "*"
    }]
  })
}

resource "aws_iam_policy" "redshift_analyst" {
  provider = aws.prod_data

  name        = "my-redshift-analyst-policy"
  description = "Lets analysts query the warehouse"
  policy      = local.redshift_analyst_document
}

resource "aws_iam_policy" "redshift_analyst_staging" {
  provider = aws.staging_data

  name        = "my-redshift-analyst-policy"
  description = "Lets analysts query the warehouse"
  policy      = local.redshift_analyst_document
}
