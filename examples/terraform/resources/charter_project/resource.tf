resource "charter_tenant" "eu" {
  key = "eu"
}

resource "charter_project" "wearables" {
  key    = "wearables"
  tenant = charter_tenant.eu.key
  title  = "Wearables"
}
