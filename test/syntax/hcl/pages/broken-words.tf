locals {
  a = 1 b = 2
  a = 'single'
  c = a & b
  d = 1.2.3
  e = x.*.y.*.z
  f = "\q \u12 ${}"
  g = "%{ if a }x" 
  h = "%{ endfor }"
  i = "%{ what }"
  j = a::b
  k = [for x in y : x => x]
  l = { for x in y : x }
  m = f(1...,)
  n { o {} }
}
foo "${bar}" {
}
/* never closed
