terraform import charter_member.grace members/grace@acme.example
