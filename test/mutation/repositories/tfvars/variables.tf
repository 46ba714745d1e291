variable "accounts" {
  description = "Account ids by the name used in assignments."
  type        = map(string)
}

variable "permission_sets" {
  description = "Permission sets by name."
  type = map(object({
    description      = string
    session_duration = optional(string, "PT1H")
    managed_policies = optional(list(string), [])
    inline_policy    = optional(string)
    customer_policies = optional(list(object({
      name = string
      path = optional(string, "/")
    })), [])
    boundary = optional(object({
      name = string
      path = optional(string, "/")
    }))
  }))

  validation {
    condition     = alltrue([for name in keys(var.permission_sets) : length(name) <= 32])
    error_message = "Names of permission sets have at most 32 characters."
  }
}

variable "group_assignments" {
  description = "Who gets what: one entry for a group, a permission set and its accounts."
  type = list(object({
    group          = string
    permission_set = string
    accounts       = set(string)
  }))
}
