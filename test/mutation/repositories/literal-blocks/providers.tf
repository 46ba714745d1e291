provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "production"
  region = "eu-central-1"

  assume_role {
    role_arn = "arn:aws:iam::418273645510:role/terraform"
  }
}

provider "aws" {
  alias  = "staging"
  region = "eu-central-1"

  assume_role {
    role_arn = "arn:aws:iam::093847561122:role/terraform"
  }
}
