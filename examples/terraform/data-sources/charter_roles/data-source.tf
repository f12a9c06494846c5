data "charter_roles" "organization" {}

data "charter_roles" "project" {
  scope = "project"
}

output "roles_that_manage_members" {
  value = [
    for key, permissions in data.charter_roles.organization.permissions : key
    if contains(permissions, "members:manage")
  ]
}
