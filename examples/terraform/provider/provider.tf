terraform {
  required_providers {
    charter = { source = "terraform.acme.example/acme/charter" }
  }
}

# Whatever is missing here comes from CHARTER_API, CHARTER_TOKEN and CHARTER_ORGANIZATION. The token belongs there.
provider "charter" {
  api          = "https://members.acme.example"
  organization = "acme"
}
