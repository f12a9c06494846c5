import { dependable } from "cdktf";
import { TenantMember, TenantMembers, Tenant as TenantResource } from "./generated/bindings/index.ts";
import { given } from "./given.ts";
import type { Organization } from "./organization.ts";
import { type GrantConfig, Place } from "./place.ts";
import type { Project, ProjectProps } from "./project.ts";
import type { RoleModelChoice } from "./role-of.ts";

export interface TenantProps {
  /** For people. Managed where given. */
  readonly title?: string;
  /** True for a tenant that is there already: it is imported. */
  readonly existing?: boolean;
}

/** A tenant of the organization, and who has which role in it. */
export class Tenant<Model extends RoleModelChoice = RoleModelChoice> extends Place<"tenant", Model> {
  readonly props: TenantProps;
  readonly resource: TenantResource;
  override readonly set: TenantMembers | undefined;
  protected override readonly scope = "tenant";
  readonly #organization: Organization<Model>;

  constructor(organization: Organization<Model>, key: string, props: TenantProps = {}) {
    super(organization, `tenant-${key}`, key);
    this.#organization = organization;
    this.props = props;
    const { settled, memberSet, provider } = organization;
    this.resource = new TenantResource(this, "Resource", { key, ...given({ title: props.title }), ...settled });
    if (props.existing === true) this.resource.importFrom(`tenants/${key}`, provider);
    if (organization.forms.grants === "each") return;
    const dependsOn = memberSet === undefined ? [] : [dependable(memberSet.resource)];
    const members = this.setMembers;
    this.set = new TenantMembers(this, "members", { tenant: this.resource.key, members, provider });
    this.set.dependsOn = dependsOn;
  }

  /** A project of this tenant. */
  project(key: string, props: Omit<ProjectProps<Model>, "tenant"> = {}): Project<Model> {
    return this.#organization.project(key, { ...props, tenant: this });
  }

  protected override makeGrant(id: string, { email, role, dependsOn }: GrantConfig): TenantMember {
    const resource = new TenantMember(this, id, {
      tenant: this.resource.key,
      email,
      role,
      provider: this.#organization.provider,
    });
    if (dependsOn !== undefined) resource.dependsOn = dependsOn;
    return resource;
  }
}
