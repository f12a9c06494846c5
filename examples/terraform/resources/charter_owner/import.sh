terraform import charter_owner.this owner
