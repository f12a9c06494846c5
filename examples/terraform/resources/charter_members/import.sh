terraform import charter_members.all members
