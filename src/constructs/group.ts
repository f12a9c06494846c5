import type { Member } from "./member.ts";
import type { RoleModelChoice } from "./role-of.ts";

/** A name for a list of people. A grant to it is a grant to each of them; nothing is created for the group itself. */
export class Group<Model extends RoleModelChoice = RoleModelChoice> {
  readonly name: string;
  readonly members: readonly Member<Model>[];

  constructor(name: string, members: readonly Member<Model>[]) {
    this.name = name;
    this.members = members;
  }
}
