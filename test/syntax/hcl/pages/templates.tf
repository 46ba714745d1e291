escapes    = "tab\t quote\" backslash\\ \u00e9 \U0001F511 line\n\r"
marks      = "$${not} %%{this} $ % $$ 100%"
nested     = "a ${"b ${"c ${d}"}"} e"
braces     = "${ { a = { b = "}" } }.a.b }"
trimmed    = "a  ${~ b ~}  c"
directive  = "%{ if a }yes%{ else }no%{ endif }"
loop       = "%{ for k, v in map ~} ${k}=${v}, %{~ endfor }"
both       = "%{ for x in xs }%{ if x }${x}%{ endif }%{ endfor }"
lines      = "${
  join(",", [
    "a",
  ])
}"
