import {
  to = charter_organization_settings.this
  id = "organization"
}
