import {
  to = charter_tenant_members.eu
  id = "tenants/eu/members"
}
