import {
  to = charter_project.wearables
  id = "projects/wearables"
}
