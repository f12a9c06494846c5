resource "charter_tenant" "eu" {
  key = "eu"
}

resource "charter_project" "wearables" {
  key    = "wearables"
  tenant = charter_tenant.eu.key
}

resource "charter_project_members" "wearables" {
  project = charter_project.wearables.key

  members = {
    "grace@acme.example" = "project-admin"
    "alan@acme.example"  = "project-developer"
  }
}
