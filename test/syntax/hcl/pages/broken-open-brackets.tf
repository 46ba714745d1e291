locals {
  a = foo(bar[
}

module "next" {
  source = "./x"
}

module "object" {
  tags = {
    a = 1

module "last" {
  source = "./y"
}
