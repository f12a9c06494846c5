resource "charter_tenant" "eu" {
  key   = "eu"
  title = "Europe"
}
