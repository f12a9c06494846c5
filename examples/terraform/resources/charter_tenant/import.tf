import {
  to = charter_tenant.eu
  id = "tenants/eu"
}
