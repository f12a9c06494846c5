resource "charter_members" "all" {
  members = {
    "ada@acme.example"   = "owner"
    "grace@acme.example" = "admin"
    "alan@acme.example"  = "member"
  }

  attributes = {
    "alan@acme.example" = { memberType = "freelancer" }
  }

  permissions = {
    "alan@acme.example" = { "policies:create" = "deny" }
  }
}
