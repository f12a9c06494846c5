resource "charter_tenant" "eu" {
  key = "eu"
}

resource "charter_tenant_members" "eu" {
  tenant = charter_tenant.eu.key

  members = {
    "grace@acme.example" = "tenant-admin"
    "alan@acme.example"  = "tenant-member"
  }
}
