resource "aws_a" "first" {
  name = "a"
  nested {
    x = 1

resource "aws_b" "second" {
  name = "b"
}
