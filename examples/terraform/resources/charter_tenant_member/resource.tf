resource "charter_tenant" "eu" {
  key = "eu"
}

resource "charter_member" "grace" {
  email = "grace@acme.example"
  role  = "member"
}

resource "charter_tenant_member" "grace_eu" {
  tenant = charter_tenant.eu.key
  email  = charter_member.grace.email
  role   = "tenant-admin"
}
