# No built-in roles: each one is a name and a choice of permissions. The founder and their role are there from the
# beginning and are imported. Somebody must always hold `addRole`; `prevent_destroy` says so before anything is removed.
terraform {
  required_version = ">= 1.5"
  required_providers {
    charter = { source = "terraform.acme.example/acme/charter" }
  }
}

provider "charter" {
  organization = "forge"
}

resource "charter_organization_settings" "this" {
  title = "Forge"
  tier  = "standard"
}

import {
  to = charter_role.admin
  id = "roles/admin"
}

resource "charter_role" "admin" {
  key         = "admin"
  title       = "Admin"
  permissions = ["addProject", "inviteUser", "deleteUser", "addRole", "license", "logs"]

  lifecycle {
    prevent_destroy = true
  }
}

resource "charter_role" "people" {
  key         = "people"
  title       = "People team"
  permissions = ["inviteUser", "deleteUser"]
}

resource "charter_role" "bursar" {
  key         = "bursar"
  title       = "Bursar"
  permissions = ["license"]
}

resource "charter_role" "guest" {
  key         = "guest"
  title       = "Guest"
  permissions = []
}

resource "charter_role" "deployer" {
  key         = "deployer"
  scope       = "project"
  title       = "Deployer"
  permissions = ["deploy", "rollback"]
}

import {
  to = charter_member.founder
  id = "members/founder@forge.example"
}

resource "charter_member" "founder" {
  email = "founder@forge.example"
  role  = charter_role.admin.key

  lifecycle {
    prevent_destroy = true
  }
}

resource "charter_member" "people" {
  email = "people@forge.example"
  role  = charter_role.people.key
}

resource "charter_member" "money" {
  email = "money@forge.example"
  role  = charter_role.bursar.key
}

resource "charter_member" "visitor" {
  email = "visitor@forge.example"
  role  = charter_role.guest.key
}

resource "charter_project" "anvil" {
  key   = "anvil"
  title = "Anvil"
}

resource "charter_project_member" "visitor_anvil" {
  project = charter_project.anvil.key
  email   = charter_member.visitor.email
  role    = charter_role.deployer.key
}
