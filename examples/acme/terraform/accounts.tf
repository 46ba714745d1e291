locals {
  accounts = {
    management      = "999900001111"
    log_archive     = "100020003000"
    audit           = "100020003001"
    shared_services = "100020003002"
    network         = "100020003003"
    prod_data       = "111122223333"
    prod_web        = "222233334444"
    legacy_billing  = "012345678901"
    staging_data    = "333344445555"
    staging_web     = "444455556666"
    sandbox         = "555566667777"
  }

  workloads = [
    local.accounts.prod_data,
    local.accounts.prod_web,
    local.accounts.staging_data,
    local.accounts.staging_web,
    local.accounts.sandbox,
  ]
}
