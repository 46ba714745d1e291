module "operator" {
  source = "./modules/permission-set"

  identity_center = local.identity_center
  name            = "Operator"
  description     = "Restarts, scales, reads logs"
  session         = "PT4H"

  managed_policies = [
    "arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess",
    "arn:aws:iam::aws:policy/job-function/SupportUser",
  ]
  customer_managed_policies = { "operator-actions" = "/access/" }
  boundary                  = "access-boundary"
}

module "developer" {
  source = "./modules/permission-set"

  identity_center = local.identity_center
  name            = "Developer"
  description     = "Builds what runs in the dev accounts"
  session         = "PT8H"

  managed_policies = ["arn:aws:iam::aws:policy/PowerUserAccess"]
}

module "viewer" {
  source = "./modules/permission-set"

  identity_center = local.identity_center
  name            = "Viewer"
  description     = "Sees that things exist"

  managed_policies = ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"]
}

locals {
  permission_set_arns = {
    (module.operator.name)  = module.operator.arn
    (module.developer.name) = module.developer.arn
    (module.viewer.name)    = module.viewer.arn
  }
}
