none     = timestamp()
several  = merge({}, { a = 1 }, var.tags)
spread   = concat(values(local.groups)...)
trailing = max(1, 2, )
provider = provider::aws::arn_parse("arn:aws:iam::aws:policy/ReadOnlyAccess").account_id
lines = setproduct(
  # who
  var.groups,
  var.accounts, // where
)
