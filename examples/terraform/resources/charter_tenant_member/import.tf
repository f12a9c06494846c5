import {
  to = charter_tenant_member.grace_eu
  id = "tenants/eu/members/grace@acme.example"
}
