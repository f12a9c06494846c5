import {
  to = charter_member.grace
  id = "members/grace@acme.example"
}
