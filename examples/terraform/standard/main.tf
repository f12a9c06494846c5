# The organization of examples/acme in HCL: whole sets, so that whoever is not declared here is removed.
# CHARTER_API and CHARTER_TOKEN say where it is and who asks. Destroying it leaves the owner and the settings.
terraform {
  required_providers {
    charter = { source = "terraform.acme.example/acme/charter" }
  }
}

provider "charter" {
  organization = "acme"
}

resource "charter_organization_settings" "this" {
  title = "Acme Observability"
  tier  = "enterprise"
}

resource "charter_role" "incident_responder" {
  key         = "incident-responder"
  title       = "Incident responder"
  permissions = ["issues:triage", "audit-log:read", "read"]
  depends_on  = [charter_organization_settings.this]
}

resource "charter_role" "release_captain" {
  key         = "release-captain"
  scope       = "project"
  title       = "Release captain"
  permissions = ["build", "settings:manage", "read"]
  depends_on  = [charter_organization_settings.this]
}

resource "charter_members" "all" {
  members = {
    "ada@acme.example"       = "owner"
    "grace@acme.example"     = "admin"
    "linus@acme.example"     = "member"
    "margaret@acme.example"  = "security-lead"
    "katherine@acme.example" = charter_role.incident_responder.key
    "alan@acme.example"      = "member"
    "barbara@acme.example"   = "billing-admin"
  }

  attributes = {
    "alan@acme.example" = { memberType = "freelancer" }
  }

  permissions = {
    "alan@acme.example" = { "policies:create" = "deny" }
  }
}

locals {
  platform = ["grace@acme.example", "linus@acme.example"]
}

resource "charter_tenant" "eu" {
  key   = "eu"
  title = "Europe"
}

resource "charter_tenant" "us" {
  key   = "us"
  title = "United States"
}

resource "charter_tenant_members" "eu" {
  tenant = charter_tenant.eu.key

  members = {
    "grace@acme.example" = "tenant-admin"
    "linus@acme.example" = "tenant-member"
    "alan@acme.example"  = "tenant-member"
  }

  depends_on = [charter_members.all]
}

resource "charter_tenant_members" "us" {
  tenant     = charter_tenant.us.key
  members    = { for email in local.platform : email => "tenant-admin" }
  depends_on = [charter_members.all]
}

resource "charter_project" "wearables" {
  key    = "wearables"
  tenant = charter_tenant.eu.key
  title  = "Wearables"
}

resource "charter_project" "billing_portal" {
  key    = "billing-portal"
  tenant = charter_tenant.us.key
  title  = "Billing portal"
}

resource "charter_project_members" "wearables" {
  project = charter_project.wearables.key

  members = {
    "linus@acme.example" = charter_role.release_captain.key
    "alan@acme.example"  = "project-developer"
  }

  depends_on = [charter_members.all]
}

resource "charter_project_members" "billing_portal" {
  project = charter_project.billing_portal.key

  members = merge(
    { for email in local.platform : email => "project-admin" },
    { "barbara@acme.example" = "project-viewer" },
  )

  depends_on = [charter_members.all]
}
