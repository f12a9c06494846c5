import {
  to = charter_role.incident_responder
  id = "roles/incident-responder"
}
