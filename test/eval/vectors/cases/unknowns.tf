resource "terraform_data" "u" {}

locals {
  any = jsondecode(terraform_data.u.id)
}
