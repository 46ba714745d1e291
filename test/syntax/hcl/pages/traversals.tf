attribute = var.groups.platform.name
index     = local.sets["Admin"].arn
number    = aws_x.list[0]
legacy    = aws_x.list.0.name
computed = local.map[
  "${each.key}-x"
]
full      = aws_x.all[*].groups[0].name
nested    = aws_x.all[*].groups[*].name
old       = aws_x.all.*.name[0]
old_index = aws_x.all.*.name.0.first
dashes    = data.aws-x.some-name-1
