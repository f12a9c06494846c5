# Three scopes, seats that are bought, and somebody from outside who is invited to a project directly. The owner is
# there from the beginning and is not declared, so destroying all of this leaves them; and the guest, once they have
# joined: what is declared of them is their role at the project.
terraform {
  required_providers {
    charter = { source = "terraform.acme.example/acme/charter" }
  }
}

provider "charter" {
  organization = "harbor"
}

resource "charter_organization_settings" "this" {
  title    = "Harbor"
  tier     = "team"
  settings = { seats = "5" }
}

resource "charter_member" "person" {
  for_each = {
    "admin@harbor.example"   = "admin"
    "north@harbor.example"   = "member"
    "south@harbor.example"   = "member"
    "builder@harbor.example" = "member"
  }

  email      = each.key
  role       = each.value
  depends_on = [charter_organization_settings.this]
}

locals {
  builders = toset(["builder@harbor.example", "south@harbor.example"])
}

resource "charter_tenant" "north" {
  key   = "north"
  title = "North"
}

resource "charter_tenant" "south" {
  key   = "south"
  title = "South"
}

resource "charter_tenant_member" "north_admin" {
  tenant = charter_tenant.north.key
  email  = charter_member.person["north@harbor.example"].email
  role   = "tenant-admin"
}

resource "charter_tenant_member" "north_builder" {
  for_each = local.builders

  tenant = charter_tenant.north.key
  email  = charter_member.person[each.key].email
  role   = "tenant-member"
}

resource "charter_tenant_member" "south_admin" {
  tenant = charter_tenant.south.key
  email  = charter_member.person["south@harbor.example"].email
  role   = "tenant-admin"
}

resource "charter_project" "sensors" {
  key    = "sensors"
  tenant = charter_tenant.north.key
  title  = "Sensors"
}

resource "charter_project" "wearables" {
  key    = "wearables"
  tenant = charter_tenant.south.key
  title  = "Wearables"
}

resource "charter_project_member" "sensors_admin" {
  project = charter_project.sensors.key
  email   = charter_member.person["north@harbor.example"].email
  role    = "project-admin"
}

resource "charter_project_member" "sensors_builder" {
  for_each = local.builders

  project = charter_project.sensors.key
  email   = charter_member.person[each.key].email
  role    = "project-developer"
}

resource "charter_project_member" "sensors_guest" {
  project    = charter_project.sensors.key
  email      = "guest@partner.example"
  role       = "project-viewer"
  depends_on = [charter_organization_settings.this]
}

resource "charter_project_member" "wearables_builder" {
  project = charter_project.wearables.key
  email   = charter_member.person["builder@harbor.example"].email
  role    = "project-developer"
}
