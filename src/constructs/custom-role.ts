import { Construct } from "constructs";
import type { Scope } from "../membership/scope.ts";
import { Role } from "./generated/bindings/index.ts";
import { given } from "./given.ts";
import type { Organization } from "./organization.ts";
import type { RoleModelChoice } from "./role-of.ts";

export interface CustomRoleProps<S extends Scope = Scope> {
  /** Where the role can be held. Default: `organization`. */
  readonly scope?: S;
  /** For people. Default: the key. */
  readonly title?: string;
  /** What its holders may do. */
  readonly permissions: readonly string[];
  /** True for a role that is there already: it is imported. */
  readonly existing?: boolean;
}

/** A role of one's own: a name for a choice of permissions. */
export class CustomRole<S extends Scope = Scope> extends Construct {
  readonly key: string;
  readonly scope: S;
  readonly props: CustomRoleProps<S>;
  readonly resource: Role;

  constructor(organization: Organization<RoleModelChoice>, key: string, props: CustomRoleProps<S>) {
    super(organization, `role-${key}`);
    this.key = key;
    this.scope = props.scope ?? ("organization" as S);
    this.props = props;
    this.resource = new Role(this, "Resource", {
      key,
      permissions: [...props.permissions],
      ...given({ scope: props.scope, title: props.title }),
      ...organization.settled,
    });
    if (props.existing === true) this.resource.importFrom(`roles/${key}`, organization.provider);
  }
}
