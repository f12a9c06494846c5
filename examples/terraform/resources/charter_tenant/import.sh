terraform import charter_tenant.eu tenants/eu
