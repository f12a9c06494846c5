data "charter_whoami" "me" {}

check "the_token_may_manage_members" {
  assert {
    condition     = contains(data.charter_whoami.me.permissions, "members:manage")
    error_message = "${data.charter_whoami.me.email} may not manage members."
  }
}
