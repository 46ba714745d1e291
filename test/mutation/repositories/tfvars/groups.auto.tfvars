group_assignments = [
  {
    group          = "Payments Support"
    permission_set = "PaymentsSupport"
    accounts       = ["payments-prod", "payments-stage"]
  },
  {
    group          = "Accounting"
    permission_set = "LedgerAccountant"
    accounts       = ["ledger-prod"]
  },
  {
    group          = "Release Engineers"
    permission_set = "Deployer"
    accounts       = ["payments-prod", "payments-stage", "ledger-prod"]
  },
  {
    group          = "Release Engineers"
    permission_set = "PaymentsSupport"
    accounts       = ["payments-stage"]
  },
]
