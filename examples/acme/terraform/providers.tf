# The management account, where Identity Center lives.
provider "aws" {
  region = "eu-west-1"
}

# Customer managed policies have to be in the accounts that permission sets are assigned to.
provider "aws" {
  alias  = "prod_data"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/OrganizationAccountAccessRole"
  }
}

provider "aws" {
  alias  = "staging_data"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::333344445555:role/OrganizationAccountAccessRole"
  }
}
