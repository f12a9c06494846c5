data "charter_role_model" "this" {}

variable "role" {
  type    = string
  default = "member"
}

resource "charter_member" "grace" {
  email = "grace@acme.example"
  role  = var.role

  lifecycle {
    precondition {
      condition     = !contains(data.charter_role_model.this.owner_roles, var.role)
      error_message = "Owners are declared elsewhere."
    }
  }
}
