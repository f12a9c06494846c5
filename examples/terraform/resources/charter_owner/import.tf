import {
  to = charter_owner.this
  id = "owner"
}
