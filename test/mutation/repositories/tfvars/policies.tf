# Finance applies these through its own provider; names and paths are what LedgerAccountant refers to.
provider "aws" {
  alias = "ledger"

  assume_role {
    role_arn = "arn:aws:iam::${var.accounts["ledger-prod"]}:role/terraform"
  }
}

resource "aws_iam_policy" "ledger" {
  for_each = {
    LedgerClosing   = ["qldb:ExecuteStatement", "s3:PutObject"]
    LedgerReports   = ["s3:GetObject", "athena:StartQueryExecution"]
    FinanceBoundary = ["qldb:*", "s3:*", "athena:*"]
  }

  provider = aws.ledger

  name = each.key
  path = "/finance/"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }]
  })
}
