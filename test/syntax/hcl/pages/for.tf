names = [for group in var.groups : group.name]
pairs = [for index, name in var.names : "${index}-${name}" if name != ""]
assignments = {
  for pair in setproduct(keys(var.groups), var.accounts) :
  "${pair[0]}-${pair[1]}" => {
    group   = pair[0]
    account = pair[1]
  } if pair[1] != null
}
grouped = { for group, set in var.sets : set => group... }
