resource "aws_a" "first" {
  name =
  description = "still read"
  tags = {
    a =
    b = 2
  }
  ids = [1, , 2]
  arn = aws_x.
  call = merge(var.a,
  next = 1
}

resource "aws_b" "second" {
  name = "untouched"
}

resource "aws_c"

variable "v" {
  type = string
}

outp

locals {
  a = 1 +
  b = local.a ? 1
  c = "${local.
  d = "not closed
  e = [for x in y
  f = 2
}
