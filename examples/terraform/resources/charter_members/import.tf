import {
  to = charter_members.all
  id = "members"
}
