terraform import charter_tenant_member.grace_eu tenants/eu/members/grace@acme.example
