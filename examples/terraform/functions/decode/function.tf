locals {
  charter = provider::charter::decode(file("${path.module}/charter.yaml"))
}

resource "charter_members" "all" {
  members = { for person in local.charter.members : person.email => person.role }
}
