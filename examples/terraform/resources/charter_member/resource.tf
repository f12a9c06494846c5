resource "charter_member" "grace" {
  email = "grace@acme.example"
  role  = "admin"
}

resource "charter_member" "alan" {
  email = "alan@acme.example"
  role  = "member"

  attributes = {
    memberType = "freelancer"
  }

  permissions = {
    "policies:create" = "deny"
  }
}
