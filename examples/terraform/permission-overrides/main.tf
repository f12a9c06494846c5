# Roles are a starting point: five permissions can be switched for single members, once they have joined. The owner is
# there from the beginning and is not declared, so destroying all of this leaves them.
terraform {
  required_providers {
    charter = { source = "terraform.acme.example/acme/charter" }
  }
}

provider "charter" {
  organization = "lantern"
}

resource "charter_organization_settings" "this" {
  title = "Lantern"
  tier  = "standard"
}

resource "charter_member" "manager" {
  email = "manager@lantern.example"
  role  = "admin"
}

resource "charter_member" "developer" {
  email       = "developer@lantern.example"
  role        = "developer"
  permissions = { "tokens:create" = "allow" }
}

resource "charter_member" "trainee" {
  email = "trainee@lantern.example"
  role  = "developer"

  permissions = {
    "tokens:read" = "deny"
    "logs:search" = "deny"
  }
}

resource "charter_member" "observer" {
  email       = "observer@lantern.example"
  role        = "member"
  permissions = { "logs:read" = "allow" }
}
