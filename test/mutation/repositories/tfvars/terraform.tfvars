accounts = {
  payments-prod  = "391827364550"
  payments-stage = "391827364551"
  ledger-prod    = "005918273644"
}

permission_sets = {
  PaymentsSupport = {
    description      = "Looks into failed payments"
    session_duration = "PT2H"
    managed_policies = [
      "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess",
      "arn:aws:iam::aws:policy/AWSXrayReadOnlyAccess",
    ]
  }
  LedgerAccountant = {
    description       = "Closes the books"
    session_duration  = "PT3H30M"
    customer_policies = [{ name = "LedgerClosing", path = "/finance/" }, { name = "LedgerReports", path = "/finance/" }]
    boundary          = { name = "FinanceBoundary", path = "/finance/" }
  }
  Deployer = {
    description   = "Starts and stops releases"
    inline_policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"codedeploy:CreateDeployment\",\"codedeploy:StopDeployment\"],\"Resource\":\"*\"}]}"
  }
}
