# Every member has a type, and may have a takt interval of their own; the organization's is the default. Everybody is
# one whole set; destroying it leaves the owner.
terraform {
  required_providers {
    charter = { source = "terraform.acme.example/acme/charter" }
  }
}

provider "charter" {
  organization = "devflow"
}

resource "charter_organization_settings" "this" {
  title    = "DevFlow"
  tier     = "standard"
  settings = { taktInterval = "15m" }
}

locals {
  people = {
    "owner@devflow.example"      = { role = "owner", attributes = { memberType = "employee" } }
    "lead@devflow.example"       = { role = "admin", attributes = { memberType = "employee" } }
    "developer@devflow.example"  = { role = "member", attributes = { memberType = "employee", taktInterval = "10m" } }
    "contractor@devflow.example" = { role = "member", attributes = { memberType = "freelancer", taktInterval = "1h" } }
    "consultant@partner.example" = { role = "member", attributes = { memberType = "external" } }
  }
}

resource "charter_members" "all" {
  members    = { for email, person in local.people : email => person.role }
  attributes = { for email, person in local.people : email => person.attributes }
}

resource "charter_project" "compliance" {
  key   = "compliance"
  title = "Compliance"
}

resource "charter_project_members" "compliance" {
  project = charter_project.compliance.key

  members = {
    "consultant@partner.example" = "project-owner"
    "developer@devflow.example"  = "project-manager"
    "contractor@devflow.example" = "project-member"
  }

  depends_on = [charter_members.all]
}
