# idc: ignore x -- y
locals {
  a = "b"
  c = <<-EOT
    one
    two
  EOT
}
