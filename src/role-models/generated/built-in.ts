// Made by `npm run generate`; edits are lost.
import type { RoleModelDocument } from "../../membership/generated/role-model-document.ts";

export const BUILT_IN_DOCUMENTS: readonly RoleModelDocument[] = [
  {
    "key": "standard",
    "title": "Standard",
    "source": "The five together: levels, tenants and projects, custom roles, member types and overrides",
    "scopes": {
      "organization": {},
      "tenant": {},
      "project": {
        "within": "tenant"
      }
    },
    "permissions": {
      "organization:delete": {
        "title": "Delete the organization",
        "sensitive": true
      },
      "ownership:transfer": {
        "title": "Transfer ownership",
        "sensitive": true
      },
      "billing:manage": {
        "title": "Manage billing, the plan and seats",
        "sensitive": true
      },
      "members:manage": {
        "title": "Manage members",
        "description": "Invites, grants, changes and removes roles at its scope and below.",
        "scopes": [
          "organization",
          "tenant",
          "project"
        ],
        "sensitive": true
      },
      "settings:manage": {
        "title": "Change settings",
        "scopes": [
          "organization",
          "tenant",
          "project"
        ]
      },
      "roles:manage": {
        "title": "Create, edit and delete custom roles",
        "sensitive": true
      },
      "permissions:override": {
        "title": "Switch permissions for single members",
        "sensitive": true
      },
      "tenants:manage": {
        "title": "Create and delete tenants"
      },
      "projects:manage": {
        "title": "Create and delete projects",
        "scopes": [
          "organization",
          "tenant"
        ]
      },
      "projects:access": {
        "title": "Standard access to the tenant's projects",
        "scopes": [
          "tenant"
        ]
      },
      "project:manage": {
        "title": "Manage the project",
        "scopes": [
          "project"
        ]
      },
      "build": {
        "title": "Build and integrate: apps, keys, wearables",
        "scopes": [
          "project"
        ]
      },
      "security:manage": {
        "title": "Change security settings"
      },
      "policies:manage": {
        "title": "Manage all policies"
      },
      "policies:create": {
        "title": "Create policies"
      },
      "audit-log:read": {
        "title": "Read the audit log"
      },
      "api-keys:create": {
        "title": "Create API keys"
      },
      "issues:triage": {
        "title": "Triage issues"
      },
      "read": {
        "title": "Read",
        "scopes": [
          "organization",
          "project"
        ]
      }
    },
    "actions": {
      "organization.update": {
        "permission": "settings:manage",
        "fields": {
          "tier": "billing:manage",
          "seats": "billing:manage"
        }
      },
      "organization.delete": "organization:delete",
      "member.invite": "members:manage",
      "member.remove": "members:manage",
      "member.assign-role": "members:manage",
      "member.update-attributes": "members:manage",
      "member.override-permissions": "permissions:override",
      "invitation.resend": "members:manage",
      "invitation.cancel": "members:manage",
      "role.create": "roles:manage",
      "role.update": "roles:manage",
      "role.delete": "roles:manage",
      "tenant.create": "tenants:manage",
      "tenant.update": "settings:manage",
      "tenant.delete": {
        "permission": "tenants:manage",
        "scope": "organization"
      },
      "tenant.assign-role": "members:manage",
      "tenant.remove-member": "members:manage",
      "project.create": "projects:manage",
      "project.update": "settings:manage",
      "project.delete": {
        "permission": "projects:manage",
        "scope": "tenant"
      },
      "project.assign-role": "members:manage",
      "project.remove-member": "members:manage",
      "audit.read": "audit-log:read"
    },
    "roles": {
      "organization": {
        "owner": {
          "title": "Owner",
          "level": 100,
          "permissions": "all"
        },
        "admin": {
          "title": "Admin",
          "level": 80,
          "permissions": {
            "all-except": [
              "organization:delete",
              "ownership:transfer",
              "billing:manage"
            ]
          }
        },
        "security-lead": {
          "title": "Security lead",
          "level": 60,
          "tiers": [
            "pro",
            "enterprise"
          ],
          "permissions": [
            "security:manage",
            "policies:manage",
            "audit-log:read",
            "read"
          ]
        },
        "billing-admin": {
          "title": "Billing admin",
          "level": 60,
          "tiers": [
            "pro",
            "enterprise"
          ],
          "permissions": [
            "billing:manage",
            "audit-log:read"
          ]
        },
        "member": {
          "title": "Member",
          "level": 40,
          "permissions": [
            "api-keys:create",
            "policies:create",
            "issues:triage",
            "read"
          ]
        },
        "viewer": {
          "title": "Viewer",
          "level": 20,
          "permissions": [
            "read"
          ]
        }
      },
      "tenant": {
        "tenant-admin": {
          "title": "Tenant admin",
          "level": 80,
          "permissions": [
            "members:manage",
            "settings:manage",
            "projects:manage",
            "projects:access"
          ]
        },
        "tenant-member": {
          "title": "Tenant member",
          "level": 40,
          "permissions": [
            "projects:access"
          ]
        }
      },
      "project": {
        "project-admin": {
          "title": "Project admin",
          "level": 80,
          "permissions": [
            "project:manage",
            "members:manage",
            "settings:manage",
            "build",
            "read"
          ]
        },
        "project-developer": {
          "title": "Project developer",
          "level": 60,
          "permissions": [
            "build",
            "read"
          ]
        },
        "project-viewer": {
          "title": "Project viewer",
          "level": 20,
          "permissions": [
            "read"
          ]
        }
      }
    },
    "ownership": {
      "keystone": {
        "role": "owner"
      },
      "count": "at-least-one",
      "handover": "assign"
    },
    "customRoles": {
      "scopes": [
        "organization",
        "project"
      ],
      "tiers": [
        "enterprise"
      ],
      "assigns": "at-or-below",
      "manages": "at-or-below"
    },
    "overrides": [
      "audit-log:read",
      "api-keys:create",
      "policies:create",
      "issues:triage"
    ],
    "attributes": {
      "memberType": {
        "title": "Member type",
        "type": "enum",
        "values": [
          "employee",
          "freelancer",
          "external"
        ],
        "default": "employee"
      }
    },
    "settings": {
      "seats": {
        "title": "Seats bought on top of the plan's",
        "type": "integer",
        "default": 0,
        "billed": true
      }
    },
    "tiers": {
      "free": {
        "title": "Free",
        "memberLimit": 5
      },
      "pro": {
        "title": "Pro",
        "memberLimit": 25,
        "extraSeats": "seats"
      },
      "enterprise": {
        "title": "Enterprise",
        "memberLimit": null,
        "features": [
          "custom roles"
        ]
      }
    },
    "invitations": {
      "lifetimeDays": 7,
      "pendingTakesSeat": true,
      "direct": {
        "project": "member"
      }
    }
  },
  {
    "key": "ranked-roles",
    "title": "Ranked roles",
    "source": "Takumo: Members and roles (roles with levels, anti-escalation, one owner, member limits by plan)",
    "scopes": {
      "organization": {}
    },
    "permissions": {
      "organization:delete": {
        "title": "Delete the organization",
        "sensitive": true
      },
      "ownership:transfer": {
        "title": "Transfer ownership",
        "sensitive": true
      },
      "billing:manage": {
        "title": "Manage billing and the plan",
        "sensitive": true
      },
      "members:manage": {
        "title": "Invite and remove members and change their roles",
        "sensitive": true
      },
      "settings:manage": {
        "title": "Change the organization's settings"
      },
      "roles:manage": {
        "title": "Create, edit and delete custom roles",
        "sensitive": true
      },
      "security:manage": {
        "title": "Change security settings"
      },
      "policies:manage": {
        "title": "Manage all policies"
      },
      "policies:create": {
        "title": "Create policies"
      },
      "fleet:manage": {
        "title": "Manage the fleet"
      },
      "audit-log:read": {
        "title": "Read the audit log"
      },
      "api-keys:manage": {
        "title": "Manage all API keys"
      },
      "api-keys:create": {
        "title": "Create API keys"
      },
      "issues:triage": {
        "title": "Triage issues"
      },
      "read": {
        "title": "See everything that is not administration"
      }
    },
    "actions": {
      "organization.update": {
        "permission": "settings:manage",
        "fields": {
          "tier": "billing:manage"
        }
      },
      "organization.delete": "organization:delete",
      "ownership.transfer": "ownership:transfer",
      "member.invite": "members:manage",
      "member.remove": "members:manage",
      "member.assign-role": "members:manage",
      "invitation.resend": "members:manage",
      "invitation.cancel": "members:manage",
      "role.create": "roles:manage",
      "role.update": "roles:manage",
      "role.delete": "roles:manage",
      "audit.read": "audit-log:read"
    },
    "roles": {
      "organization": {
        "owner": {
          "title": "Owner",
          "level": 100,
          "permissions": "all"
        },
        "admin": {
          "title": "Admin",
          "level": 80,
          "permissions": {
            "all-except": [
              "organization:delete",
              "ownership:transfer",
              "billing:manage"
            ]
          }
        },
        "security-lead": {
          "title": "Security lead",
          "level": 60,
          "tiers": [
            "pro",
            "enterprise"
          ],
          "permissions": [
            "security:manage",
            "policies:manage",
            "policies:create",
            "audit-log:read",
            "fleet:manage",
            "read"
          ]
        },
        "billing-admin": {
          "title": "Billing admin",
          "level": 60,
          "tiers": [
            "pro",
            "enterprise"
          ],
          "permissions": [
            "billing:manage",
            "audit-log:read"
          ]
        },
        "member": {
          "title": "Member",
          "level": 40,
          "permissions": [
            "api-keys:create",
            "policies:create",
            "issues:triage",
            "read"
          ]
        },
        "viewer": {
          "title": "Viewer",
          "level": 20,
          "permissions": [
            "read"
          ]
        }
      }
    },
    "ownership": {
      "keystone": {
        "role": "owner"
      },
      "count": "exactly-one",
      "handover": "transfer",
      "formerOwnerRole": "admin"
    },
    "customRoles": {
      "scopes": [
        "organization"
      ],
      "tiers": [
        "enterprise"
      ],
      "assigns": "at-or-below",
      "manages": "at-or-below"
    },
    "tiers": {
      "free": {
        "title": "Free",
        "memberLimit": 5
      },
      "developer": {
        "title": "Developer",
        "memberLimit": 5
      },
      "pro": {
        "title": "Pro",
        "memberLimit": 25
      },
      "enterprise": {
        "title": "Enterprise",
        "memberLimit": null,
        "features": [
          "custom roles"
        ]
      }
    },
    "invitations": {
      "lifetimeDays": 7,
      "pendingTakesSeat": true
    }
  },
  {
    "key": "tenants-and-projects",
    "title": "Tenants and projects",
    "source": "Members and roles at three scopes: organization, tenant, project",
    "scopes": {
      "organization": {},
      "tenant": {},
      "project": {
        "within": "tenant"
      }
    },
    "permissions": {
      "billing:manage": {
        "title": "Change the subscription and buy seats",
        "sensitive": true
      },
      "organization:delete": {
        "title": "Delete the organization",
        "sensitive": true
      },
      "members:manage": {
        "title": "Manage members",
        "description": "Invites, grants, changes and removes roles at its scope and below.",
        "scopes": [
          "organization",
          "tenant",
          "project"
        ],
        "sensitive": true
      },
      "settings:manage": {
        "title": "Change settings",
        "scopes": [
          "organization",
          "tenant",
          "project"
        ]
      },
      "tenants:manage": {
        "title": "Create and delete tenants"
      },
      "projects:manage": {
        "title": "Create and delete projects",
        "scopes": [
          "organization",
          "tenant"
        ]
      },
      "projects:access": {
        "title": "Standard access to the tenant's projects",
        "scopes": [
          "tenant"
        ]
      },
      "project:manage": {
        "title": "Manage the project",
        "scopes": [
          "project"
        ]
      },
      "build": {
        "title": "Build and integrate: apps, keys, wearables",
        "scopes": [
          "project"
        ]
      },
      "read": {
        "title": "Read",
        "scopes": [
          "organization",
          "project"
        ]
      }
    },
    "actions": {
      "organization.update": {
        "permission": "settings:manage",
        "fields": {
          "tier": "billing:manage",
          "seats": "billing:manage"
        }
      },
      "organization.delete": "organization:delete",
      "member.invite": "members:manage",
      "member.remove": "members:manage",
      "member.assign-role": "members:manage",
      "invitation.resend": "members:manage",
      "invitation.cancel": "members:manage",
      "tenant.create": "tenants:manage",
      "tenant.update": "settings:manage",
      "tenant.delete": {
        "permission": "tenants:manage",
        "scope": "organization"
      },
      "tenant.assign-role": "members:manage",
      "tenant.remove-member": "members:manage",
      "project.create": "projects:manage",
      "project.update": "settings:manage",
      "project.delete": {
        "permission": "projects:manage",
        "scope": "tenant"
      },
      "project.assign-role": "members:manage",
      "project.remove-member": "members:manage",
      "audit.read": {
        "permission": "settings:manage",
        "scope": "organization"
      }
    },
    "roles": {
      "organization": {
        "owner": {
          "title": "Owner",
          "level": 100,
          "permissions": "all"
        },
        "admin": {
          "title": "Admin",
          "level": 80,
          "permissions": [
            "members:manage",
            "settings:manage",
            "tenants:manage",
            "projects:manage",
            "read"
          ]
        },
        "member": {
          "title": "Member",
          "level": 40,
          "permissions": [
            "read"
          ]
        }
      },
      "tenant": {
        "tenant-admin": {
          "title": "Tenant admin",
          "level": 80,
          "permissions": [
            "members:manage",
            "settings:manage",
            "projects:manage",
            "projects:access"
          ]
        },
        "tenant-member": {
          "title": "Tenant member",
          "level": 40,
          "permissions": [
            "projects:access"
          ]
        }
      },
      "project": {
        "project-admin": {
          "title": "Project admin",
          "level": 80,
          "permissions": [
            "project:manage",
            "members:manage",
            "settings:manage",
            "build",
            "read"
          ]
        },
        "project-developer": {
          "title": "Project developer",
          "level": 60,
          "permissions": [
            "build",
            "read"
          ]
        },
        "project-viewer": {
          "title": "Project viewer",
          "level": 20,
          "permissions": [
            "read"
          ]
        }
      }
    },
    "ownership": {
      "keystone": {
        "role": "owner"
      },
      "count": "at-least-one",
      "handover": "assign"
    },
    "settings": {
      "seats": {
        "title": "Seats bought on top of the plan's",
        "type": "integer",
        "default": 0,
        "billed": true
      }
    },
    "tiers": {
      "starter": {
        "title": "Starter",
        "memberLimit": 5
      },
      "team": {
        "title": "Team",
        "memberLimit": 25,
        "extraSeats": "seats"
      },
      "business": {
        "title": "Business",
        "memberLimit": null
      }
    },
    "invitations": {
      "lifetimeDays": 7,
      "pendingTakesSeat": true,
      "direct": {
        "project": "member"
      }
    }
  },
  {
    "key": "custom-roles",
    "title": "Custom roles only",
    "source": "Organization roles: every role is a name and a choice of permissions",
    "scopes": {
      "organization": {},
      "project": {
        "open": true
      }
    },
    "permissions": {
      "addProject": {
        "title": "Create new projects"
      },
      "inviteUser": {
        "title": "Invite new members"
      },
      "deleteUser": {
        "title": "Remove members"
      },
      "addRole": {
        "title": "Create, edit and delete roles",
        "description": "Whoever edits roles can reach everything.",
        "sensitive": true
      },
      "license": {
        "title": "View and manage the licence and plan"
      },
      "logs": {
        "title": "View the activity log",
        "description": "The log contains IP addresses and detailed histories of what people did.",
        "sensitive": true
      }
    },
    "actions": {
      "organization.update": {
        "permission": "addRole",
        "fields": {
          "tier": "license",
          "title": "addRole"
        }
      },
      "organization.delete": "addRole",
      "member.invite": "inviteUser",
      "member.assign-role": "inviteUser",
      "member.remove": "deleteUser",
      "invitation.resend": "inviteUser",
      "invitation.cancel": "inviteUser",
      "role.create": "addRole",
      "role.update": "addRole",
      "role.delete": "addRole",
      "project.create": "addProject",
      "project.update": "addProject",
      "project.delete": "addProject",
      "project.assign-role": "addRole",
      "project.remove-member": "deleteUser",
      "audit.read": "logs"
    },
    "ownership": {
      "keystone": {
        "permission": "addRole"
      },
      "count": "at-least-one",
      "handover": "assign"
    },
    "customRoles": {
      "scopes": [
        "organization",
        "project"
      ],
      "assigns": "any",
      "manages": "any",
      "contained": [
        "assign"
      ]
    },
    "tiers": {
      "standard": {
        "title": "Standard",
        "memberLimit": null
      }
    },
    "invitations": {
      "lifetimeDays": 7
    },
    "founding": {
      "role": "admin",
      "roles": {
        "admin": {
          "title": "Admin",
          "permissions": [
            "addProject",
            "inviteUser",
            "deleteUser",
            "addRole",
            "license",
            "logs"
          ]
        }
      }
    }
  },
  {
    "key": "member-types",
    "title": "Member types",
    "source": "DevFlow: Members and roles (roles, member types, takt intervals, project roles)",
    "scopes": {
      "organization": {},
      "project": {}
    },
    "permissions": {
      "billing:manage": {
        "title": "Manage billing",
        "sensitive": true
      },
      "organization:delete": {
        "title": "Delete the organization",
        "sensitive": true
      },
      "members:manage": {
        "title": "Invite, remove and change members and their types",
        "sensitive": true
      },
      "settings:manage": {
        "title": "Change settings",
        "scopes": [
          "organization",
          "project"
        ]
      },
      "compliance:configure": {
        "title": "Configure compliance, the takt interval included"
      },
      "projects:create": {
        "title": "Create projects"
      },
      "project:delete": {
        "title": "Delete a project",
        "scopes": [
          "organization",
          "project"
        ]
      },
      "roles:assign": {
        "title": "Assign project roles",
        "scopes": [
          "organization",
          "project"
        ]
      },
      "flows:manage": {
        "title": "Create and manage flows",
        "scopes": [
          "organization",
          "project"
        ]
      },
      "releases:manage": {
        "title": "Manage releases",
        "scopes": [
          "project"
        ]
      },
      "time:track": {
        "title": "Track time",
        "scopes": [
          "organization",
          "project"
        ]
      },
      "reviews:participate": {
        "title": "Participate in reviews",
        "scopes": [
          "organization",
          "project"
        ]
      }
    },
    "actions": {
      "organization.update": {
        "permission": "settings:manage",
        "fields": {
          "tier": "billing:manage",
          "taktInterval": "compliance:configure"
        }
      },
      "organization.delete": "organization:delete",
      "member.invite": "members:manage",
      "member.remove": "members:manage",
      "member.assign-role": "members:manage",
      "member.update-attributes": "members:manage",
      "invitation.resend": "members:manage",
      "invitation.cancel": "members:manage",
      "project.create": "projects:create",
      "project.update": "settings:manage",
      "project.delete": "project:delete",
      "project.assign-role": "roles:assign",
      "project.remove-member": "roles:assign",
      "audit.read": "settings:manage"
    },
    "roles": {
      "organization": {
        "owner": {
          "title": "Owner",
          "level": 100,
          "permissions": "all"
        },
        "admin": {
          "title": "Admin",
          "level": 80,
          "permissions": {
            "all-except": [
              "billing:manage",
              "organization:delete",
              "releases:manage"
            ]
          }
        },
        "member": {
          "title": "Member",
          "level": 40,
          "permissions": [
            "flows:manage",
            "time:track",
            "reviews:participate"
          ]
        }
      },
      "project": {
        "project-owner": {
          "title": "Project owner",
          "level": 100,
          "permissions": "all"
        },
        "project-manager": {
          "title": "Project manager",
          "level": 80,
          "permissions": [
            "flows:manage",
            "releases:manage",
            "settings:manage",
            "time:track",
            "reviews:participate"
          ]
        },
        "project-member": {
          "title": "Project member",
          "level": 40,
          "permissions": [
            "flows:manage",
            "time:track",
            "reviews:participate"
          ]
        }
      }
    },
    "ownership": {
      "keystone": {
        "role": "owner"
      },
      "count": "at-least-one",
      "handover": "assign"
    },
    "attributes": {
      "memberType": {
        "title": "Member type",
        "type": "enum",
        "values": [
          "employee",
          "freelancer",
          "external"
        ],
        "required": true
      },
      "taktInterval": {
        "title": "Takt interval",
        "type": "duration",
        "defaultFrom": "taktInterval"
      }
    },
    "settings": {
      "taktInterval": {
        "title": "Default takt interval",
        "type": "duration",
        "default": "15m"
      }
    },
    "tiers": {
      "standard": {
        "title": "Standard",
        "memberLimit": null
      }
    },
    "invitations": {
      "lifetimeDays": 7
    }
  },
  {
    "key": "permission-overrides",
    "title": "Permission overrides",
    "source": "Role overview: owner, admin, developer, member, with permissions switched for single members",
    "scopes": {
      "organization": {}
    },
    "permissions": {
      "billing:manage": {
        "title": "Manage billing and subscriptions",
        "sensitive": true
      },
      "team:rename": {
        "title": "Change the team's name"
      },
      "team:delete": {
        "title": "Delete the team",
        "sensitive": true
      },
      "danger-zone": {
        "title": "Mass deletion",
        "sensitive": true
      },
      "team:view": {
        "title": "View basic team information"
      },
      "members:invite": {
        "title": "Invite new members"
      },
      "members:remove": {
        "title": "Remove members",
        "sensitive": true
      },
      "members:assign-role": {
        "title": "Change roles",
        "sensitive": true
      },
      "invitations:manage": {
        "title": "Resend and cancel invitations"
      },
      "permissions:override": {
        "title": "Switch permissions for single members",
        "sensitive": true
      },
      "storage:configure": {
        "title": "Configure storage and retention"
      },
      "storage:view": {
        "title": "View storage assets"
      },
      "tokens:read": {
        "title": "View and copy API tokens",
        "sensitive": true
      },
      "tokens:create": {
        "title": "Create API tokens",
        "sensitive": true
      },
      "integrations:manage": {
        "title": "Modify integrations"
      },
      "logs:read": {
        "title": "Read logs"
      },
      "logs:search": {
        "title": "Search logs"
      }
    },
    "actions": {
      "organization.update": {
        "permission": "team:rename",
        "fields": {
          "tier": "billing:manage"
        }
      },
      "organization.delete": "team:delete",
      "member.invite": "members:invite",
      "member.remove": "members:remove",
      "member.assign-role": "members:assign-role",
      "member.override-permissions": "permissions:override",
      "invitation.resend": "invitations:manage",
      "invitation.cancel": "invitations:manage",
      "audit.read": "logs:read"
    },
    "roles": {
      "organization": {
        "owner": {
          "title": "Owner",
          "level": 100,
          "permissions": "all"
        },
        "admin": {
          "title": "Admin",
          "level": 80,
          "permissions": [
            "members:invite",
            "invitations:manage",
            "members:assign-role",
            "permissions:override",
            "storage:configure",
            "tokens:read",
            "tokens:create",
            "integrations:manage",
            "logs:read",
            "logs:search",
            "storage:view",
            "team:view"
          ],
          "assigns": [
            "developer",
            "member"
          ],
          "manages": [
            "developer",
            "member"
          ]
        },
        "developer": {
          "title": "Developer",
          "level": 60,
          "permissions": [
            "tokens:read",
            "logs:read",
            "logs:search",
            "storage:view",
            "team:view"
          ]
        },
        "member": {
          "title": "Member",
          "level": 40,
          "permissions": [
            "storage:view",
            "team:view"
          ]
        }
      }
    },
    "ownership": {
      "keystone": {
        "role": "owner"
      },
      "count": "at-least-one",
      "handover": "assign"
    },
    "overrides": [
      "logs:read",
      "logs:search",
      "tokens:read",
      "tokens:create",
      "integrations:manage"
    ],
    "tiers": {
      "standard": {
        "title": "Standard",
        "memberLimit": null
      }
    },
    "invitations": {
      "lifetimeDays": 7
    }
  }
];
