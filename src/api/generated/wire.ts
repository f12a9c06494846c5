// Made by `npm run generate`; edits are lost.

export interface paths {
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the token is, its memberships and their levels */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pending invitations of the person behind the token */
        get: operations["listMyInvitations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/invitations/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept one's own invitation
         * @description One of one's own that was accepted or cancelled before is answered 409 `invitation-not-pending`.
         */
        post: operations["acceptMyInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation by its one-time token
         * @description Needs no other credentials: the token was mailed to the invited address. A person who is new gets an account, and a first access token in the answer. A token that was used, or whose invitation was cancelled, is answered 409 `invitation-not-pending`; one that never was, or that a later letter has replaced, 404 `invitation-token-unknown`.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create an organization; the creator is its first owner */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /** The organization's own fields */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        /** Delete the organization and everything in it */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        /** Change title, tier or settings */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/v1/organizations/{org}/role-model": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /** The rules in force */
        get: operations["getRoleModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /**
         * Everything at one version, as NDJSON
         * @description Lines come in this order: header, organization, roles, members, invitations, tenants, tenant members, projects, project members, trailer; each kind sorted by key. Without the trailer, the snapshot is incomplete.
         */
        get: operations["getSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /**
         * Who did what, newest last
         * @description With `Accept: application/x-ndjson` the answer is an export: every event, one a line, as it stands when it is asked for, in place of pages. To go on later, say `after` and the id of the last event that arrived.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/ownership-transfer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the keystone role over in one step
         * @description The answer, and `If-Match`, are about the member who becomes owner.
         */
        post: operations["transferOwnership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /** Active members, sorted by e-mail address */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/members/{email}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        /** One active member */
        get: operations["getMember"];
        put?: never;
        post?: never;
        /** Remove a member with every grant */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change role, attributes or permission overrides
         * @description Carried out in the order role, attributes, permissions. Naming a role resets the member's overrides; the ones in the same patch are applied after it.
         */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/v1/organizations/{org}/members/{email}/access": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        /** Effective permissions, place by place, and through what */
        get: operations["getAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /** Pending and expired invitations, sorted by e-mail address */
        get: operations["listInvitations"];
        put?: never;
        /** Invite somebody by e-mail */
        post: operations["inviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Id of the invitation or the address that was invited */
                invitation: components["parameters"]["invitation"];
            };
            cookie?: never;
        };
        /**
         * One invitation
         * @description By its id or by the address. An id of one that was accepted or cancelled is answered 409 `invitation-not-pending`, with what became of it and when; so it is where it is cancelled or sent again.
         */
        get: operations["getInvitation"];
        put?: never;
        post?: never;
        /** Cancel an invitation; its token dies */
        delete: operations["cancelInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/invitations/{invitation}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Id of the invitation or the address that was invited */
                invitation: components["parameters"]["invitation"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the invitation again with a new token and a new expiry */
        post: operations["resendInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /** Custom roles, sorted by key; the built-in ones are in the role model */
        get: operations["listRoles"];
        put?: never;
        /** Create a custom role */
        post: operations["createRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of a custom role */
                role: components["parameters"]["roleKey"];
            };
            cookie?: never;
        };
        /** One custom role */
        get: operations["getRole"];
        put?: never;
        post?: never;
        /** Delete a custom role that nobody holds */
        delete: operations["deleteRole"];
        options?: never;
        head?: never;
        /** Change a custom role; takes effect for every holder at once */
        patch: operations["updateRole"];
        trace?: never;
    };
    "/v1/organizations/{org}/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /** Tenants, sorted by key */
        get: operations["listTenants"];
        put?: never;
        /** Create a tenant */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/tenants/{tenant}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
            };
            cookie?: never;
        };
        /** One tenant */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        /** Delete it with its projects and every grant there */
        delete: operations["deleteTenant"];
        options?: never;
        head?: never;
        /** Change its title */
        patch: operations["updateTenant"];
        trace?: never;
    };
    "/v1/organizations/{org}/tenants/{tenant}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
            };
            cookie?: never;
        };
        /** Grants at the tenant, sorted by e-mail address */
        get: operations["listTenantMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/tenants/{tenant}/members/{email}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        /** One grant */
        get: operations["getTenantMember"];
        /**
         * Give somebody a role at the tenant, or another one
         * @description Judged as a new grant where there is none (or `If-None-Match: *` demands so), else as a change of role.
         */
        put: operations["putTenantMember"];
        post?: never;
        /** Take the role at the tenant away; the organization membership stays */
        delete: operations["deleteTenantMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /** Projects, sorted by key */
        get: operations["listProjects"];
        put?: never;
        /** Create a project */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
            };
            cookie?: never;
        };
        /** One project */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /** Delete it with every grant there */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /** Change its title, or move it to another tenant */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/v1/organizations/{org}/projects/{project}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
            };
            cookie?: never;
        };
        /** Grants at the project, sorted by e-mail address */
        get: operations["listProjectMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/projects/{project}/members/{email}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        /** One grant */
        get: operations["getProjectMember"];
        /**
         * Give somebody a role at the project, or another one
         * @description Judged as a new grant where there is none (or `If-None-Match: *` demands so), else as a change of role.
         */
        put: operations["putProjectMember"];
        post?: never;
        /** Take the role at the project away; the organization membership stays */
        delete: operations["deleteProjectMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        /** One's own tokens; holders of the keystone see everybody's */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make a token for oneself; its text is shown once
         * @description A ceiling is an organization role that the token never exceeds; such a token is good for this organization only. A token under a ceiling, or with an expiry, makes no token that reaches or lasts further.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{org}/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process is alive */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The database can be reached */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counters for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process is alive; the same as `/healthz` */
        get: operations["getHealthV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The database can be reached; the same as `/readyz` */
        get: operations["getReadinessV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counters for Prometheus; the same as `/metrics` */
        get: operations["getMetricsV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Key: string;
        Email: string;
        Title: string;
        /** @description Version of the object, `v42`; quoted in `If-Match` */
        Etag: string;
        FieldValue: string | number | boolean;
        /** @enum {string} */
        Scope: "organization" | "tenant" | "project";
        /** @enum {string} */
        Override: "allow" | "deny";
        FieldValues: {
            [key: string]: components["schemas"]["FieldValue"];
        };
        FieldPatch: {
            [key: string]: string | number | boolean | null;
        };
        Overrides: {
            [key: string]: components["schemas"]["Override"];
        };
        OverridePatch: {
            [key: string]: "allow" | "deny" | null;
        };
        Permissions: string[];
        RoleName: string;
        Identity: {
            email: components["schemas"]["Email"];
            name?: string;
            memberships: components["schemas"]["Membership"][];
        };
        /** @description One organization of which the person is an active member. */
        Membership: {
            organization: components["schemas"]["Key"];
            role: string;
            /** @description Null on platforms that rank nothing */
            level: number | null;
            /** @description The organization role that this token never exceeds */
            ceiling?: string;
        };
        Organization: {
            organization: components["schemas"]["Key"];
            title?: string;
            tier: string;
            settings: components["schemas"]["FieldValues"];
            /** @description Key of the role model in force */
            roleModel: string;
            /** @description Grows with every write to anything in the organization */
            version: number;
            etag: components["schemas"]["Etag"];
        };
        NewOrganization: {
            organization: components["schemas"]["Key"];
            title?: components["schemas"]["Title"];
            /** @description Default: the highest of the role model */
            tier?: string;
            /**
             * @description Key of a built-in role model
             * @default standard
             */
            roleModel: string;
            /** @description Attributes of the first owner */
            attributes?: components["schemas"]["FieldValues"];
        };
        OrganizationPatch: {
            title?: components["schemas"]["Title"];
            tier?: string;
            settings?: components["schemas"]["FieldPatch"];
        };
        /** @description A role model document; role-model.schema.json describes it. */
        RoleModel: {
            key: string;
            title: string;
        } & {
            [key: string]: unknown;
        };
        OwnershipTransfer: {
            to: components["schemas"]["Email"];
            formerOwnerRole?: components["schemas"]["RoleName"];
        };
        Member: {
            email: components["schemas"]["Email"];
            role: string;
            /** @constant */
            status: "active";
            attributes: components["schemas"]["FieldValues"];
            /** @description Permissions switched for this member alone */
            permissions: components["schemas"]["Overrides"];
            etag: components["schemas"]["Etag"];
        };
        MemberPatch: {
            role?: components["schemas"]["RoleName"];
            attributes?: components["schemas"]["FieldPatch"];
            permissions?: components["schemas"]["OverridePatch"];
        };
        Invitation: {
            id: string;
            email: components["schemas"]["Email"];
            /** @description The organization role with which the person joins */
            role: string;
            /** @enum {string} */
            status: "pending" | "expired";
            attributes: components["schemas"]["FieldValues"];
            target?: components["schemas"]["InvitationTarget"];
            /** Format: date-time */
            expiresAt: string;
            etag: components["schemas"]["Etag"];
        };
        /** @description A role at a tenant or a project that acceptance grants as well. */
        InvitationTarget: {
            scope: components["schemas"]["Scope"];
            tenant?: string;
            project?: string;
            role: string;
        };
        NewInvitation: {
            email: components["schemas"]["Email"];
            /** @description The organization role or, with a tenant or a project as target, the role there; then the role model says with which role the person joins the organization */
            role: components["schemas"]["RoleName"];
            attributes?: components["schemas"]["FieldValues"];
            target?: components["schemas"]["NewInvitationTarget"];
        };
        NewInvitationTarget: {
            scope: components["schemas"]["Scope"];
            tenant?: string;
            project?: string;
        } & (unknown & unknown);
        MyInvitation: {
            id: string;
            organization: components["schemas"]["Key"];
            /** @description Title of the organization */
            title?: string;
            email: components["schemas"]["Email"];
            role: string;
            target?: components["schemas"]["InvitationTarget"];
            /** Format: date-time */
            expiresAt: string;
        };
        AcceptInvitation: {
            token: string;
            /** @description For the account of a person who is new */
            name?: string;
        };
        Acceptance: {
            organization: components["schemas"]["Key"];
            email: components["schemas"]["Email"];
            role: string;
            /** @description First access token of a person who is new, shown once */
            token?: string;
        };
        Role: {
            role: components["schemas"]["Key"];
            scope: components["schemas"]["Scope"];
            title?: string;
            permissions: string[];
            etag: components["schemas"]["Etag"];
        };
        NewRole: {
            role: components["schemas"]["Key"];
            /**
             * @default organization
             * @enum {string}
             */
            scope: "organization" | "tenant" | "project";
            title?: components["schemas"]["Title"];
            permissions: components["schemas"]["Permissions"];
        };
        RolePatch: {
            title?: components["schemas"]["Title"];
            permissions?: components["schemas"]["Permissions"];
        };
        Tenant: {
            tenant: components["schemas"]["Key"];
            title?: string;
            etag: components["schemas"]["Etag"];
        };
        NewTenant: {
            tenant: components["schemas"]["Key"];
            title?: components["schemas"]["Title"];
        };
        TenantPatch: {
            title: components["schemas"]["Title"];
        };
        TenantMember: {
            tenant: components["schemas"]["Key"];
            email: components["schemas"]["Email"];
            role: string;
            etag: components["schemas"]["Etag"];
        };
        Project: {
            project: components["schemas"]["Key"];
            title?: string;
            tenant?: components["schemas"]["Key"];
            etag: components["schemas"]["Etag"];
        };
        NewProject: {
            project: components["schemas"]["Key"];
            tenant?: string;
            title?: components["schemas"]["Title"];
        };
        ProjectPatch: {
            title?: components["schemas"]["Title"];
            tenant?: string;
        };
        ProjectMember: {
            project: components["schemas"]["Key"];
            email: components["schemas"]["Email"];
            role: string;
            etag: components["schemas"]["Etag"];
        };
        GrantedRole: {
            role: components["schemas"]["RoleName"];
        };
        Access: {
            email: components["schemas"]["Email"];
            /** @description The organization first, then each tenant and project with a grant. */
            places: components["schemas"]["PlaceAccess"][];
        };
        PlaceAccess: {
            /** @description `organization`, `tenants/KEY`, `projects/KEY` */
            place: string;
            /** @description The role held at exactly this place, if any */
            role?: string;
            permissions: components["schemas"]["AccessEntry"][];
        };
        AccessEntry: {
            permission: string;
            /** @description `organization role admin`, `tenants/eu role tenant-admin`, `override` … */
            through: string;
        };
        Token: {
            id: string;
            email: components["schemas"]["Email"];
            title?: string;
            /** @description An organization role that the token never exceeds */
            ceiling?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: string;
        };
        NewToken: {
            title?: components["schemas"]["Title"];
            ceiling?: components["schemas"]["RoleName"];
            expiresInDays?: number;
        };
        CreatedToken: {
            id: string;
            email: components["schemas"]["Email"];
            title?: string;
            ceiling?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: string;
            /** @description The token itself, shown this once */
            token: string;
        };
        AuditEvent: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @description E-mail address of who did it */
            actor: string;
            /** @description A kind of change as in plans, or `create-organization`, `create-token`, `revoke-token` */
            kind: string;
            /** @description As in plans, a person spelled as they are kept */
            address: string;
            /** @description The object as it was, with what goes with it: grants of a member, projects of a tenant */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description The object as it is, with what came with it: `grants` of an acceptance */
            after: {
                [key: string]: unknown;
            } | null;
            /** @description The organization's version after it */
            version: number;
            requestId: string;
            planDigest?: string;
        };
        Health: {
            /** @constant */
            status: "ok";
        };
        /** @description RFC 9457. `code` is the first refusal's, or names what else is wrong. */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            /** @description A refusal code of the rules, or one of unauthenticated, invalid-request, not-found, method-not-allowed, unknown-organization, unknown-invitation, unknown-token, organization-exists, precondition-failed, idempotency-key-reused, impersonation-not-allowed, invitation-token-unknown, body-too-large, rate-limited, database-unavailable (Retry-After says when to try again), storage-full, internal-error. */
            code: string;
            refusals?: components["schemas"]["Refusal"][];
            requestId: string;
        };
        Refusal: {
            code: string;
            address: string;
            message: string;
        };
        /** @description What every listing answers with. */
        Page: {
            items: {
                [key: string]: unknown;
            }[];
            /** @description Entries of all pages together */
            total: number;
            /** @description Asks for the next page; absent on the last one */
            cursor?: string;
            /** @description The organization's version as this page was read */
            version: number;
        };
        MemberPage: {
            items: components["schemas"]["Member"][];
            total: number;
            cursor?: string;
            version: number;
        };
        InvitationPage: {
            items: components["schemas"]["Invitation"][];
            total: number;
            cursor?: string;
            version: number;
        };
        RolePage: {
            items: components["schemas"]["Role"][];
            total: number;
            cursor?: string;
            version: number;
        };
        TenantPage: {
            items: components["schemas"]["Tenant"][];
            total: number;
            cursor?: string;
            version: number;
        };
        TenantMemberPage: {
            items: components["schemas"]["TenantMember"][];
            total: number;
            cursor?: string;
            version: number;
        };
        ProjectPage: {
            items: components["schemas"]["Project"][];
            total: number;
            cursor?: string;
            version: number;
        };
        ProjectMemberPage: {
            items: components["schemas"]["ProjectMember"][];
            total: number;
            cursor?: string;
            version: number;
        };
        TokenPage: {
            items: components["schemas"]["Token"][];
            total: number;
            cursor?: string;
            version: number;
        };
        AuditEventPage: {
            items: components["schemas"]["AuditEvent"][];
            total: number;
            cursor?: string;
            version: number;
        };
        MyInvitationPage: {
            items: components["schemas"]["MyInvitation"][];
            total: number;
            cursor?: string;
            version: number;
        };
        SnapshotHeader: {
            /** @constant */
            type: "header";
            version: number;
            counts: {
                members: number;
                invitations: number;
                roles: number;
                tenants: number;
                projects: number;
                tenantMembers: number;
                projectMembers: number;
            };
        };
        /** @description One object of the snapshot. Empty attributes, permissions and settings are left out. */
        SnapshotLine: components["schemas"]["SnapshotOrganization"] | components["schemas"]["SnapshotRole"] | components["schemas"]["SnapshotMember"] | components["schemas"]["SnapshotInvitation"] | components["schemas"]["SnapshotTenant"] | components["schemas"]["SnapshotTenantMember"] | components["schemas"]["SnapshotProject"] | components["schemas"]["SnapshotProjectMember"] | components["schemas"]["SnapshotTrailer"];
        SnapshotOrganization: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "organization";
            organization: string;
            title?: string;
            tier: string;
            settings?: components["schemas"]["FieldValues"];
            roleModel: string;
            etag: string;
        };
        SnapshotRole: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "role";
            role: string;
            scope: components["schemas"]["Scope"];
            title?: string;
            permissions: string[];
            etag: string;
        };
        SnapshotMember: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "member";
            email: string;
            role: string;
            attributes?: components["schemas"]["FieldValues"];
            permissions?: components["schemas"]["Overrides"];
            etag: string;
        };
        SnapshotInvitation: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "invitation";
            id: string;
            email: string;
            role: string;
            /** @enum {string} */
            status: "pending" | "expired";
            attributes?: components["schemas"]["FieldValues"];
            target?: components["schemas"]["InvitationTarget"];
            expiresAt: string;
            etag: string;
        };
        SnapshotTenant: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "tenant";
            tenant: string;
            title?: string;
            etag: string;
        };
        SnapshotTenantMember: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "tenant-member";
            tenant: string;
            email: string;
            role: string;
            etag: string;
        };
        SnapshotProject: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "project";
            project: string;
            title?: string;
            tenant?: string;
            etag: string;
        };
        SnapshotProjectMember: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "project-member";
            project: string;
            email: string;
            role: string;
            etag: string;
        };
        SnapshotTrailer: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "trailer";
            version: number;
            /** @description Lines between header and trailer */
            count: number;
        };
    };
    responses: {
        /** @description Refused or failed; nothing was written. */
        problem: {
            headers: {
                "X-Request-Id": components["headers"]["requestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Key of the organization */
        org: string;
        /** @description E-mail address, in any spelling of its case */
        email: string;
        id: string;
        /** @description Id of the invitation or the address that was invited */
        invitation: string;
        /** @description Key of a custom role */
        roleKey: string;
        /** @description Key of the tenant */
        tenant: string;
        /** @description Key of the project */
        project: string;
        /** @description Only who has this role */
        role: string;
        /** @description Only addresses that contain this text, whatever its case */
        search: string;
        /** @description Where the page before ended */
        cursor: string;
        /** @description Entries of one page */
        limit: number;
        /** @description Only if the object is still at this version, `"v42"`; `*` for any */
        ifMatch: string;
        /** @description `*`: only if there is none yet */
        ifNoneMatch: "*";
        /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
        idempotencyKey: string;
        /** @description Digest of the plan that this write belongs to; recorded in the audit event */
        planDigest: string;
        /** @description On test servers only: the person in whose name to act */
        actAs: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in the server's log and in audit events */
        requestId: string;
        /** @description Version of the object, quoted */
        etag: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listMyInvitations: {
        parameters: {
            query?: never;
            header?: {
                /** @description On test servers only: the person in whose name to act */
                "Charter-Act-As"?: components["parameters"]["actAs"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyInvitationPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    acceptMyInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description On test servers only: the person in whose name to act */
                "Charter-Act-As"?: components["parameters"]["actAs"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvitation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrganization"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    deleteOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getRoleModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleModel"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line of JSON each: a SnapshotHeader, then SnapshotLines, of which the last is the trailer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["SnapshotLine"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description Where the page before ended */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of one page, 100 if left out; lines of an export, all if left out */
                limit?: number;
                /** @description Only what came after the event with this id, `42-0` */
                after?: string;
                /** @description Only what was done at this instant or later, in UTC: `2026-11-22T10:00:00Z` */
                since?: string;
            };
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                    "application/x-ndjson": components["schemas"]["AuditEvent"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    transferOwnership: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnershipTransfer"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description Only who has this role */
                role?: components["parameters"]["role"];
                /** @description Only addresses that contain this text, whatever its case */
                search?: components["parameters"]["search"];
                /** @description Where the page before ended */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of one page */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description Only who has this role */
                role?: components["parameters"]["role"];
                /** @description Only addresses that contain this text, whatever its case */
                search?: components["parameters"]["search"];
                /** @description Where the page before ended */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of one page */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    inviteMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Id of the invitation or the address that was invited */
                invitation: components["parameters"]["invitation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    cancelInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Id of the invitation or the address that was invited */
                invitation: components["parameters"]["invitation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    resendInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Id of the invitation or the address that was invited */
                invitation: components["parameters"]["invitation"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listRoles: {
        parameters: {
            query?: {
                /** @description Where the page before ended */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of one page */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolePage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    createRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRole"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of a custom role */
                role: components["parameters"]["roleKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    deleteRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of a custom role */
                role: components["parameters"]["roleKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    updateRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of a custom role */
                role: components["parameters"]["roleKey"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolePatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /** @description Where the page before ended */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of one page */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTenant"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    deleteTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listTenantMembers: {
        parameters: {
            query?: {
                /** @description Only who has this role */
                role?: components["parameters"]["role"];
                /** @description Only addresses that contain this text, whatever its case */
                search?: components["parameters"]["search"];
                /** @description Where the page before ended */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of one page */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantMemberPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getTenantMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantMember"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    putTenantMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description `*`: only if there is none yet */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantedRole"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantMember"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    deleteTenantMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the tenant */
                tenant: components["parameters"]["tenant"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Where the page before ended */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of one page */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProject"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    listProjectMembers: {
        parameters: {
            query?: {
                /** @description Only who has this role */
                role?: components["parameters"]["role"];
                /** @description Only addresses that contain this text, whatever its case */
                search?: components["parameters"]["search"];
                /** @description Where the page before ended */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of one page */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectMemberPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getProjectMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectMember"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    putProjectMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description `*`: only if there is none yet */
                "If-None-Match"?: components["parameters"]["ifNoneMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantedRole"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    ETag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectMember"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    deleteProjectMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the object is still at this version, `"v42"`; `*` for any */
                "If-Match"?: components["parameters"]["ifMatch"];
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                /** @description Key of the project */
                project: components["parameters"]["project"];
                /** @description E-mail address, in any spelling of its case */
                email: components["parameters"]["email"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description Where the page before ended */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of one page */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPage"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same token and request is carried out once; for 24 hours its answer is given again. */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
                /** @description Digest of the plan that this write belongs to; recorded in the audit event */
                "Charter-Plan-Digest"?: components["parameters"]["planDigest"];
            };
            path: {
                /** @description Key of the organization */
                org: components["parameters"]["org"];
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["problem"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getHealthV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getReadinessV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["requestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["problem"];
        };
    };
    getMetricsV1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["problem"];
        };
    };
}
