data "charter_organization" "this" {}

output "seats_left" {
  value = (
    data.charter_organization.this.seat_limit == null
    ? null
    : data.charter_organization.this.seat_limit - data.charter_organization.this.seats_taken
  )
}
