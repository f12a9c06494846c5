# Roles with levels, and exactly one owner. Who owns the organization is a resource of its own: another address in it
# hands ownership over in one step. Destroying all of this leaves the owner where they are.
terraform {
  required_providers {
    charter = { source = "terraform.acme.example/acme/charter" }
  }
}

provider "charter" {
  organization = "takumo"
}

resource "charter_organization_settings" "this" {
  title = "Takumo"
  tier  = "enterprise"
}

resource "charter_owner" "this" {
  email             = "owner@takumo.example"
  former_owner_role = "admin"
}

resource "charter_role" "auditor" {
  key         = "auditor"
  title       = "Auditor"
  permissions = ["audit-log:read", "read"]
  depends_on  = [charter_organization_settings.this]
}

resource "charter_role" "policy_author" {
  key         = "policy-author"
  title       = "Policy author"
  permissions = ["policies:create", "issues:triage"]
  depends_on  = [charter_organization_settings.this]
}

resource "charter_member" "person" {
  for_each = {
    "operations@takumo.example"  = "admin"
    "security@takumo.example"    = "security-lead"
    "finance@takumo.example"     = "billing-admin"
    "developer@takumo.example"   = "member"
    "stakeholder@takumo.example" = "viewer"
    "auditor@takumo.example"     = charter_role.auditor.key
    "author@takumo.example"      = charter_role.policy_author.key
  }

  email = each.key
  role  = each.value
}
