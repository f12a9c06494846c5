import { fieldTexts } from "./field-texts.ts";
import { Members } from "./generated/bindings/index.ts";
import type { Member } from "./member.ts";
import type { Organization } from "./organization.ts";
import { type RoleModelChoice, roleReference } from "./role-of.ts";

/** Everybody as one resource: far less for Terraform to do than one for each, and whoever is not declared is removed. */
export class MemberSet {
  readonly resource: Members;
  readonly #members: Record<string, string> = {};
  readonly #attributes: Record<string, Record<string, string>> = {};
  readonly #permissions: Record<string, Record<string, string>> = {};

  constructor(organization: Organization<RoleModelChoice>) {
    this.resource = new Members(organization, "members", { members: this.#members, ...organization.settled });
  }

  put({ email, props }: Member<RoleModelChoice>): void {
    this.#members[email] = roleReference(props.role);
    const attributes = fieldTexts(props.attributes);
    if (attributes !== undefined) {
      this.#attributes[email] = attributes;
      this.resource.attributes = this.#attributes;
    }
    if (props.permissions !== undefined) {
      this.#permissions[email] = { ...props.permissions };
      this.resource.permissions = this.#permissions;
    }
  }

  /** Adds somebody who is no member of their own right: they join through a place, and must not be removed again. */
  join(email: string, role: string): void {
    this.#members[email] ??= role;
  }
}
