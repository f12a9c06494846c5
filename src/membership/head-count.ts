import type { Grant, Member, Organization } from "./organization.ts";
import type { RoleModel } from "./role-model.ts";
import { formatPlace, type Scope } from "./scope.ts";
import { takesSeat } from "./seats.ts";
import { Tally } from "./tally.ts";

/** Who takes a seat, and how many hold each role: kept up as people come and go. */
export class HeadCount {
  seats = 0;
  /** Active members by organization role. */
  readonly active: Tally;
  /** By role: members, pending and expired invitations at the organization, grants below. */
  readonly holders: Readonly<Record<Scope, Tally>>;
  /** Invitations that promise a role at a tenant or a project, by the place as it is written. */
  readonly promised: Tally;
  readonly #model: Pick<RoleModel, "invitations">;

  constructor(model: Pick<RoleModel, "invitations">, from?: HeadCount) {
    this.#model = model;
    this.seats = from?.seats ?? 0;
    this.active = new Tally(from?.active);
    this.promised = new Tally(from?.promised);
    this.holders = {
      organization: new Tally(from?.holders.organization),
      tenant: new Tally(from?.holders.tenant),
      project: new Tally(from?.holders.project),
    };
  }

  /** Counts a whole organization, of which nobody was counted before. */
  everybody({ members, tenants, projects }: Organization): void {
    for (const member of members.values()) this.member(member, 1);
    for (const tenant of tenants.values()) this.#grants("tenant", tenant.members);
    for (const project of projects.values()) this.#grants("project", project.members);
  }

  /** Someone comes, or with -1 goes. */
  member({ role, status, invitation }: Member, by: 1 | -1): void {
    this.holders.organization.add(role, by);
    if (status === "active") this.active.add(role, by);
    if (takesSeat(this.#model, status)) this.seats += by;
    const target = status === "active" ? undefined : invitation?.target;
    if (target === undefined) return;
    this.holders[target.place.scope].add(target.role, by);
    this.promised.add(formatPlace(target.place), by);
  }

  #grants(scope: Scope, grants: ReadonlyMap<unknown, Grant>): void {
    for (const { role } of grants.values()) this.holders[scope].add(role, 1);
  }
}
