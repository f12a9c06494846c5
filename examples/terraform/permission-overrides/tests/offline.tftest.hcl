# `terraform test` without an API: only what the configuration itself says.
mock_provider "charter" {}

run "nobody_is_given_more_than_they_may_have" {
  command = plan

  assert {
    condition     = alltrue([for override in values(charter_member.trainee.permissions) : override == "deny"])
    error_message = "The trainee's overrides only take away."
  }
}
