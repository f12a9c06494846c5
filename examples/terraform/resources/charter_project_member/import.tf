import {
  to = charter_project_member.linus_wearables
  id = "projects/wearables/members/linus@partner.example"
}
