resource "charter_tenant" "eu" {
  key = "eu"
}

resource "charter_project" "wearables" {
  key    = "wearables"
  tenant = charter_tenant.eu.key
}

# Somebody who is no member yet is invited to the project directly, where the role model allows that.
resource "charter_project_member" "linus_wearables" {
  project = charter_project.wearables.key
  email   = "linus@partner.example"
  role    = "project-developer"
}
