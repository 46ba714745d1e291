# Everything that a plan knows and the code alone does not, or the other way round.
variable "grants" {
  type        = map(object({ group = string, accounts = list(string) }))
  description = "Given on the command line only, by permission set"
}

variable "workload_account" { type = string }

variable "sandbox" {
  type      = string
  sensitive = true
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "workload"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::${var.workload_account}:role/OrganizationAccountAccessRole"
  }
}

data "aws_ssoadmin_instances" "this" {}

data "aws_caller_identity" "this" {}

# The directory as a whole; its answers are in the plan.
data "aws_identitystore_groups" "all" {
  identity_store_id = local.store
}

locals {
  instance  = tolist(data.aws_ssoadmin_instances.this.arns)[0]
  store     = tolist(data.aws_ssoadmin_instances.this.identity_store_ids)[0]
  group_ids = { for it in data.aws_identitystore_groups.all.groups : it.display_name => it.group_id }

  grants = merge([
    for set, it in var.grants : {
      for account in it.accounts : "${set}/${account}" => { set = set, group = it.group, account = account }
    }
  ]...)
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each     = var.grants
  name         = each.key
  instance_arn = local.instance
}

resource "aws_ssoadmin_account_assignment" "this" {
  for_each           = local.grants
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn
  principal_type     = "GROUP"
  principal_id       = local.group_ids[each.value.group]
  target_type        = "AWS_ACCOUNT"
  target_id          = each.value.account
}

# The same key on both sides.
resource "aws_ssoadmin_managed_policy_attachment" "read_only" {
  for_each           = aws_ssoadmin_permission_set.this
  instance_arn       = local.instance
  permission_set_arn = each.value.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_ssoadmin_permission_set_inline_policy" "denied" {
  for_each           = var.grants
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this[each.key].arn
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "iam:CreateUser", Resource = "*" }]
  })
}

resource "aws_ssoadmin_permission_set" "counted" {
  count        = 2
  name         = "Counted${count.index}"
  instance_arn = local.instance
}

resource "aws_ssoadmin_account_assignment" "counted" {
  count              = 2
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.counted[count.index].arn
  principal_type     = "GROUP"
  principal_id       = local.group_ids["finance"]
  target_type        = "AWS_ACCOUNT"
  target_id          = data.aws_caller_identity.this.account_id
}

# Handed on by another resource, so that it comes after it.
resource "aws_ssoadmin_managed_policy_attachment" "counted" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_account_assignment.counted[1].permission_set_arn
  managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# Looked up by id: the name is in the answer only.
data "aws_identitystore_user" "first" {
  identity_store_id = local.store
  user_id           = data.aws_identitystore_users.all.users[0].user_id
}

data "aws_identitystore_users" "all" {
  identity_store_id = local.store
}

resource "aws_ssoadmin_account_assignment" "user" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.counted[0].arn
  principal_type     = "USER"
  principal_id       = data.aws_identitystore_user.first.user_id
  target_type        = "AWS_ACCOUNT"
  target_id          = "444455556666"
}

resource "aws_identitystore_group" "made" {
  identity_store_id = local.store
  display_name      = "plan-readers"
}

# What the account is must not be printed.
resource "aws_ssoadmin_account_assignment" "hidden" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.counted[0].arn
  principal_type     = "GROUP"
  principal_id       = aws_identitystore_group.made.group_id
  target_type        = "AWS_ACCOUNT"
  target_id          = var.sandbox
}

resource "aws_iam_policy" "workload" {
  provider = aws.workload
  name     = "workload-operator"
  path     = "/team/"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ecs:UpdateService", Resource = "*" }]
  })
}

module "sets" {
  source   = "./modules/sets"
  instance = local.instance
  policy   = { name = aws_iam_policy.workload.name, path = aws_iam_policy.workload.path }
}

module "team" {
  source   = "./modules/team"
  for_each = toset(["on-call", "web-developers"])

  instance           = local.instance
  group              = each.key
  store              = local.store
  permission_set_arn = module.sets.operator_arn
  account            = var.workload_account
}
