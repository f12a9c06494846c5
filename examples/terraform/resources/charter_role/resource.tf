resource "charter_role" "incident_responder" {
  key         = "incident-responder"
  title       = "Incident responder"
  permissions = ["audit-log:read", "issues:triage", "read"]
}

resource "charter_member" "katherine" {
  email = "katherine@acme.example"
  role  = charter_role.incident_responder.key
}
