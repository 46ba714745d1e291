locals {
  a = "one ${var.two
  b = "three
  c = <<EOT
  text
  ${
}

variable "next" {
  default = 1
}
