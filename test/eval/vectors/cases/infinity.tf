locals {
  text   = "hello $${name}"
  texts  = { a = "%%{ for i in x }$${i},%%{ endfor }" }
  nested = { a = [{ b = "deep" }] }
}

variable "setting" {
  type = object({
    name = string
    tags = optional(map(string), { team = "none" })
    size = optional(number)
    more = optional(object({ deep = optional(bool, true) }), {})
  })
  default = { name = 5, extra = true }
}

variable "settings" {
  type = map(object({
    ids  = list(string)
    sets = optional(set(string), ["b", "a"])
  }))
  default = {
    one = { ids = [1, 2] }
    two = { ids = ["x"], sets = null }
  }
}

variable "numbers" {
  type    = list(number)
  default = ["1", 2]
}

variable "anything" {
  type    = map(any)
  default = { a = 1, b = "x" }
}
