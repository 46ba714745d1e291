module "ferries" {
  source = "./modules/team"

  identity_center     = local.identity_center
  permission_set_arns = local.permission_set_arns

  group = "ferries"
  access = {
    Operator  = [local.accounts.ferry_prod, local.accounts.ferry_dev]
    Developer = [local.accounts.ferry_dev]
  }
}

module "ticketing" {
  source = "./modules/team"

  identity_center     = local.identity_center
  permission_set_arns = local.permission_set_arns

  group = "ticketing"
  access = {
    Operator  = [local.accounts.ticket_prod]
    Developer = [local.accounts.ticket_dev]
    Viewer    = [local.accounts.ferry_prod]
  }
}

module "service_desk" {
  source = "./modules/team"

  identity_center     = local.identity_center
  permission_set_arns = local.permission_set_arns

  group = "service-desk"
  access = {
    Viewer = values(local.accounts)
  }
}
