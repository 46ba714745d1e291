output "assignments" {
  description = "Every group, account and permission set that this code grants."
  value       = sort(keys(local.assignments))
}
