precedence  = a || b && c == d < e + f * -g.h
left        = 1 - 2 - 3
equality    = a != b == c
not         = !a.b[0] && !c
double      = --1
conditional = a ? b : c ? d : e
parentheses = (1 + 2) * 3
lines = (
  a
  && b # still the same expression
  ? "yes"
  : "no"
)
