plain = <<EOT
  kept ${indentation}
"quotes" and \n stay
EOT
indented = <<-EOT
    four

      six ${a}
    four $${b}
  EOT
interpolated = <<-EOT
    a
    ${b}
  EOT
starts = <<-POLICY
  ${first} has no indentation
    second
POLICY
trims = <<-EOT
    list:
    %{ for name in names ~}
    - ${name}
    %{ endfor ~}
    end
EOT
argument = jsonencode(<<A
a
A
)
pair = [<<A
a
A
  , <<B
b
B
]
empty = <<E
E
dashed = <<-END-OF-TEXT
	tab
	END-OF-TEXT
