terraform import charter_tenant_members.eu tenants/eu/members
