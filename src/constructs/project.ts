import { dependable } from "cdktf";
import { ProjectMember, ProjectMembers, Project as ProjectResource } from "./generated/bindings/index.ts";
import { given } from "./given.ts";
import type { Organization } from "./organization.ts";
import { type GrantConfig, Place } from "./place.ts";
import type { RoleModelChoice } from "./role-of.ts";
import type { Tenant } from "./tenant.ts";

export interface ProjectProps<Model extends RoleModelChoice = RoleModelChoice> {
  /** The tenant that the project belongs to, where the role model has tenants. Another one moves the project. */
  readonly tenant?: Tenant<Model>;
  /** For people. Managed where given. */
  readonly title?: string;
  /** True for a project that is there already: it is imported. */
  readonly existing?: boolean;
}

/**
 * A project, and who has which role in it. It is a child of the organization, not of its tenant: moved to another
 * tenant it stays the same project.
 */
export class Project<Model extends RoleModelChoice = RoleModelChoice> extends Place<"project", Model> {
  readonly props: ProjectProps<Model>;
  readonly resource: ProjectResource;
  override readonly set: ProjectMembers | undefined;
  protected override readonly scope = "project";
  readonly #organization: Organization<Model>;

  constructor(organization: Organization<Model>, key: string, props: ProjectProps<Model> = {}) {
    super(organization, `project-${key}`, key);
    this.#organization = organization;
    this.props = props;
    const { settled, memberSet, provider } = organization;
    const optional = given({ tenant: props.tenant?.resource.key, title: props.title });
    this.resource = new ProjectResource(this, "Resource", { key, ...optional, ...settled });
    if (props.existing === true) this.resource.importFrom(`projects/${key}`, provider);
    if (organization.forms.grants === "each") return;
    const dependsOn = memberSet === undefined ? [] : [dependable(memberSet.resource)];
    const members = this.setMembers;
    this.set = new ProjectMembers(this, "members", { project: this.resource.key, members, provider });
    this.set.dependsOn = dependsOn;
  }

  protected override makeGrant(id: string, { email, role, dependsOn }: GrantConfig): ProjectMember {
    const resource = new ProjectMember(this, id, {
      project: this.resource.key,
      email,
      role,
      provider: this.#organization.provider,
    });
    if (dependsOn !== undefined) resource.dependsOn = dependsOn;
    return resource;
  }
}
