import type { Member } from "./member.ts";
import type { RoleModelChoice } from "./role-of.ts";

/** A name for a list of people. A grant to it is a grant to each of them; nothing is created for the group itself. */
export class Group<Model extends RoleModelChoice = RoleModelChoice> {
  readonly name: string;
  /** Members, and addresses of people who join through a place. */
  readonly members: readonly (Member<Model> | string)[];

  constructor(name: string, members: readonly (Member<Model> | string)[]) {
    this.name = name;
    this.members = members;
  }
}
