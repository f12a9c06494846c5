# `terraform test` with an API: planned by the rules, applied, and destroyed in the end.
run "the_rules_accept_the_plan" {
  command = plan

  assert {
    condition     = charter_member.manager.id == "members/manager@lantern.example"
    error_message = "The address of a member is known while it is planned."
  }
}

run "everybody_is_invited" {
  assert {
    condition = alltrue([
      for member in [charter_member.manager, charter_member.developer, charter_member.trainee, charter_member.observer] :
      member.status == "invited"
    ])
    error_message = "Somebody is not invited."
  }
}
