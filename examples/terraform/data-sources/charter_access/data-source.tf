data "charter_access" "grace" {
  email  = "grace@acme.example"
  tenant = "eu"
}

output "what_grace_may_do" {
  value = data.charter_access.grace.permissions
}

output "through" {
  value = data.charter_access.grace.through
}
