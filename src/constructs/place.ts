import { dependable } from "cdktf";
import { Construct } from "constructs";
import { isOver } from "../charter/day.ts";
import { type EmailKey, emailKey } from "../membership/email.ts";
import type { CustomRole } from "./custom-role.ts";
import type { ProjectMember, ProjectMembers, TenantMember, TenantMembers } from "./generated/bindings/index.ts";
import { Group } from "./group.ts";
import { Member } from "./member.ts";
import type { Organization } from "./organization.ts";
import { type RoleModelChoice, type RoleOf, roleKey, roleReference } from "./role-of.ts";

export interface GrantProps {
  /** The last day (UTC), as YYYY-MM-DD, on which this is wanted; after it nothing is synthesized for the grant. */
  readonly until?: string;
  /** Why, for whoever reads the code. */
  readonly reason?: string;
}

/** A role of one person in one place. */
export interface Grant {
  readonly email: string;
  /** Key of the role. */
  readonly role: string;
  readonly props: GrantProps;
  /** Missing where a whole set has the grant, and after the last day. */
  readonly resource: TenantMember | ProjectMember | undefined;
}

/** Who can be given a role: a member, everybody in a group, or an address that joins through the place. */
export type Grantee<Model extends RoleModelChoice> = Member<Model> | Group<Model> | string;

/** What a grant is to Terraform. */
export interface GrantConfig {
  readonly email: string;
  readonly role: string;
  readonly dependsOn?: string[] | undefined;
}

/** What somebody is given in a place, and how. */
interface Standing {
  readonly email: string;
  readonly role: string;
  /** Index in `grants`. */
  readonly at: number;
  readonly throughGroup: boolean;
  /** False after the last day. */
  readonly isWanted: boolean;
}

/** A tenant or a project, and who has which role in it. */
export abstract class Place<
  S extends "tenant" | "project",
  Model extends RoleModelChoice = RoleModelChoice,
> extends Construct {
  readonly key: string;
  readonly grants: Grant[] = [];
  /** Where a whole set is asked for: everybody who has a role here, as one resource. */
  abstract readonly set: TenantMembers | ProjectMembers | undefined;
  protected readonly setMembers: Record<string, string> = {};
  readonly #organization: Organization<Model>;
  readonly #given = new Map<EmailKey, Standing>();

  constructor(organization: Organization<Model>, id: string, key: string) {
    super(organization, id);
    this.key = key;
    this.#organization = organization;
  }

  protected abstract readonly scope: S;
  protected abstract makeGrant(id: string, config: GrantConfig): TenantMember | ProjectMember;

  /**
   * Gives somebody a role here, or everybody in a group. A role that somebody is given by themselves stands over those
   * of groups; after its last day, these count.
   */
  grant(grantee: Grantee<Model>, role: RoleOf<Model, S>, props: GrantProps = {}): this {
    const people = grantee instanceof Group ? grantee.members : [grantee];
    for (const person of people) this.#give(person, role, props, grantee instanceof Group);
    return this;
  }

  /** Key of the role that somebody is given here. */
  roleOf(email: string): string | undefined {
    return this.#given.get(emailKey(email))?.role;
  }

  #give(person: Member<Model> | string, role: string | CustomRole, props: GrantProps, throughGroup: boolean): void {
    const email = typeof person === "string" ? person : person.email;
    const key = emailKey(email);
    const standing = this.#given.get(key);
    const isWanted = !isOver(props.until, this.#organization.today) && isThere(person);
    const grant = { email, role: roleKey(role), props };
    const next = { email, role: grant.role, throughGroup, isWanted };
    if (standing === undefined) {
      const resource = isWanted ? this.#declare(person, email, roleReference(role)) : undefined;
      this.#given.set(key, { ...next, at: this.grants.push({ ...grant, resource }) - 1 });
    } else if (this.#yields(standing, next)) {
      const resource = isWanted ? this.#declareInstead(standing, person, email, roleReference(role)) : undefined;
      this.grants[standing.at] = { ...grant, resource };
      this.#given.set(key, { ...next, at: standing.at });
    } else if (standing.throughGroup === throughGroup && !(throughGroup && standing.role === next.role)) {
      // What does not agree is said when the organization is validated.
      this.grants.push({ ...grant, resource: undefined });
    }
  }

  /** What is given by address stands over what groups give, in whatever order, for as long as it is wanted. */
  #yields(standing: Standing, next: Omit<Standing, "at">): boolean {
    if (standing.throughGroup && !next.throughGroup) return next.isWanted || !standing.isWanted;
    const agrees = !standing.throughGroup || standing.role === next.role;
    return next.throughGroup && agrees && next.isWanted && !standing.isWanted;
  }

  #declareInstead(standing: Standing, person: Member<Model> | string, email: string, role: string) {
    const { resource } = this.grants[standing.at] ?? {};
    if (!standing.isWanted) return this.#declare(person, email, role);
    if (resource === undefined) {
      delete this.setMembers[standing.email];
      this.setMembers[email] = role;
    } else resource.role = role;
    return resource;
  }

  #declare(person: Member<Model> | string, email: string, role: string): TenantMember | ProjectMember | undefined {
    const member = person instanceof Member ? person.resource : undefined;
    const { memberSet } = this.#organization;
    if (memberSet !== undefined && typeof person === "string") this.#joinThrough(person);
    if (this.set !== undefined) {
      this.setMembers[email] = role;
      if (member !== undefined) this.set.dependsOn = [...(this.set.dependsOn ?? []), dependable(member)];
      return undefined;
    }
    if (member !== undefined) return this.makeGrant(emailKey(email), { email: member.email, role });
    return this.makeGrant(emailKey(email), { email, role, dependsOn: memberSet && [dependable(memberSet.resource)] });
  }

  #joinThrough(email: string): void {
    const joining = this.#organization.model?.invitations.direct.get(this.scope);
    if (joining !== undefined) this.#organization.memberSet?.join(email, joining);
  }
}

/** Whoever is past their last day has nothing to be granted a role by. */
function isThere(person: Member<RoleModelChoice> | string): boolean {
  return typeof person === "string" || !person.isOver;
}
