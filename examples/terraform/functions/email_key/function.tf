variable "admins" {
  type    = list(string)
  default = ["Grace@Acme.Example", "linus@acme.example"]
}

# One member for each address, however it is spelled.
resource "charter_member" "admin" {
  for_each = { for email in var.admins : provider::charter::email_key(email) => email }

  email = each.value
  role  = "admin"
}
