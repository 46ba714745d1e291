# What an account needs before analysts can be let in.
data "aws_iam_policy_document" "query" {
  statement {
    actions   = ["redshift-data:ExecuteStatement", "redshift-data:GetStatementResult"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "export" {
  statement {
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "query" {
  name   = "warehouse-query"
  path   = "/analytics/"
  policy = data.aws_iam_policy_document.query.json
}

resource "aws_iam_policy" "export" {
  name   = "warehouse-export"
  path   = "/analytics/"
  policy = data.aws_iam_policy_document.export.json
}

resource "aws_iam_policy" "boundary" {
  name = "people-boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = ["iam:*", "organizations:*"], Resource = "*" },
    ]
  })
}
