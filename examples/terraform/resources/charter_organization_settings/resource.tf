resource "charter_organization_settings" "this" {
  title = "Acme Observability"
  tier  = "pro"

  settings = {
    seats = "10"
  }
}
