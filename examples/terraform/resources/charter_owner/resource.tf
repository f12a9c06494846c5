resource "charter_owner" "this" {
  email             = "ada@acme.example"
  former_owner_role = "admin"
}
