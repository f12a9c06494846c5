import {
  to = charter_project_members.wearables
  id = "projects/wearables/members"
}
