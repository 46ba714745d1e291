integer  = 42
decimal  = 3.140
exponent = 1e-5
huge     = 99999999999999999999999999999999999999.000001
yes      = true
no       = false
nothing  = null
empty    = ""
list     = [1, "two", [3], ]
objects = {
  a = 1, b : 2
  "quoted" = 3
  (computed.key) = 4
  true = 5

  nested = {}
}
