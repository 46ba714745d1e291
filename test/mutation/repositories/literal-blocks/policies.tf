data "aws_iam_policy_document" "database_operator" {
  statement {
    sid = "Operate"
    actions = [
      "rds:RebootDBInstance",
      "rds:CreateDBSnapshot",
      "rds:Describe*",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "database_operator_production" {
  provider = aws.production

  name   = "patient-database-operator"
  path   = "/access/"
  policy = data.aws_iam_policy_document.database_operator.json
}

resource "aws_iam_policy" "database_operator_staging" {
  provider = aws.staging

  name   = "patient-database-operator"
  path   = "/access/"
  policy = data.aws_iam_policy_document.database_operator.json
}
