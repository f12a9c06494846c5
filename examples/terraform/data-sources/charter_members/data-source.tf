data "charter_members" "admins" {
  role   = "admin"
  status = "active"
}

# Everybody with a role at the project, with that role.
data "charter_members" "wearables" {
  project = "wearables"
}

output "admins" {
  value = data.charter_members.admins.emails
}

output "wearables" {
  value = data.charter_members.wearables.roles
}
