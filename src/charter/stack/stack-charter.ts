import type { LocatedDocument } from "../../documents/located-document.ts";
import type { Origin } from "../../documents/made-document.ts";
import type { Path } from "../../documents/path.ts";
import type { Field, FieldValue, RoleModel } from "../../membership/role-model.ts";
import type { CharterDocument, Member } from "../generated/charter-document.ts";
import type { StackBlock } from "./stack-block.ts";
import type { StackValues } from "./stack-values.ts";

interface PlaceEntry {
  title?: string;
  tenant?: string;
  members?: object[];
}

const WHOLE = /^\d{1,15}$/;

/** A charter in the making, from the resources of a stack one by one; each entry with the resource it is from. */
export class StackCharter {
  readonly document: Record<string, unknown> = {};
  readonly origins = new Map<object, Origin>();
  /** Where the fields of the charter itself come from. */
  readonly heads = new Map<string, Path>();
  /** Addresses of the places that a whole set covers. */
  readonly covered = new Set<string>();
  readonly #from: LocatedDocument;
  readonly #values: StackValues;
  readonly #model: RoleModel | undefined;

  constructor(from: LocatedDocument, values: StackValues, model: RoleModel | undefined) {
    this.#from = from;
    this.#values = values;
    this.#model = model;
  }

  /** False where there is no such type of resource. */
  add(block: StackBlock): boolean {
    switch (block.type) {
      case "charter_organization_settings":
        return this.#settings(block);
      case "charter_role":
        return this.#role(block);
      case "charter_member":
        return this.#member(block);
      case "charter_owner":
        return this.#owner(block);
      case "charter_members":
        return this.#members(block);
      case "charter_tenant":
      case "charter_project":
        return this.#place(block);
      case "charter_tenant_member":
      case "charter_project_member":
        return this.#grant(block);
      case "charter_tenant_members":
      case "charter_project_members":
        return this.#grants(block);
      default:
        return false;
    }
  }

  /** The tenant or the project of that key, declared by whatever names it first. */
  place(section: "tenants" | "projects", key: string): PlaceEntry {
    const places = this.#section<PlaceEntry>(section);
    places[key] ??= {};
    return places[key];
  }

  #settings({ path, fields }: StackBlock): true {
    for (const name of ["title", "tier"] as const) this.#head(name, [...path, name], this.#text(path, fields, name));
    const settings = this.#values.textMap([...path, "settings"], fields.settings);
    this.#head("settings", [...path, "settings"], settings && typed(settings, this.#model?.settings));
    return true;
  }

  #role({ path, fields }: StackBlock): true {
    const key = this.#text(path, fields, "key");
    if (key === undefined) return true;
    const permissions = this.#values.texts([...path, "permissions"], fields.permissions) ?? [];
    this.#section("roles")[key] = this.#placed(path, {
      permissions,
      ...this.#optional(path, fields, ["scope", "title"]),
    });
    return true;
  }

  #member({ path, fields }: StackBlock): true {
    const email = this.#text(path, fields, "email");
    if (email === undefined) return true;
    const attributes = this.#values.textMap([...path, "attributes"], fields.attributes);
    const permissions = this.#values.textMap([...path, "permissions"], fields.permissions);
    const entry = this.#entry(email, this.#text(path, fields, "role"), attributes, permissions);
    this.people().push(this.#placed(path, entry));
    return true;
  }

  #owner({ path, fields }: StackBlock): true {
    const email = this.#text(path, fields, "email");
    const keystone = this.#model?.ownership.keystone;
    if (email === undefined || keystone === undefined || !("role" in keystone)) return true;
    this.people().push(this.#placed(path, { email, role: keystone.role }));
    return true;
  }

  #members({ path, fields }: StackBlock): true {
    const members = this.#values.textMap([...path, "members"], fields.members) ?? {};
    const byEmail = (name: string) =>
      this.#values.map([...path, name], fields[name], (at, item) => this.#values.textMap(at, item)) ?? {};
    const attributes = byEmail("attributes");
    const permissions = byEmail("permissions");
    const people = this.people();
    for (const [email, role] of Object.entries(members)) {
      const entry = this.#entry(email, role, attributes[email], permissions[email]);
      this.origins.set(entry, (rest, part) => this.#from.locate(pathInSet(path, email, rest), part));
      people.push(entry);
    }
    return true;
  }

  #place({ type, path, fields }: StackBlock): true {
    const key = this.#text(path, fields, "key");
    if (key === undefined) return true;
    const entry = this.place(type === "charter_tenant" ? "tenants" : "projects", key);
    this.#placed(path, Object.assign(entry, this.#optional(path, fields, ["title", "tenant"])));
    return true;
  }

  #grant({ type, path, fields }: StackBlock): true {
    const place = this.#placeOf(type, path, fields);
    const email = this.#text(path, fields, "email");
    const role = this.#text(path, fields, "role");
    if (place === undefined || email === undefined || role === undefined) return true;
    place.entry.members ??= [];
    place.entry.members.push(this.#placed(path, { email, role }));
    return true;
  }

  #grants({ type, path, fields }: StackBlock): true {
    const place = this.#placeOf(type, path, fields);
    if (place === undefined) return true;
    this.covered.add(place.address);
    const members = this.#values.textMap([...path, "members"], fields.members) ?? {};
    place.entry.members ??= [];
    for (const [email, role] of Object.entries(members)) {
      const entry = { email, role };
      this.origins.set(entry, (_rest, part) => this.#from.locate([...path, "members", email], part));
      place.entry.members.push(entry);
    }
    return true;
  }

  #placeOf(type: string, path: Path, fields: StackBlock["fields"]) {
    const scope = type.startsWith("charter_tenant") ? "tenant" : "project";
    const key = this.#text(path, fields, scope);
    if (key === undefined) return undefined;
    return { address: `${scope}s/${key}`, entry: this.place(`${scope}s`, key) };
  }

  #entry(
    email: string,
    role: string | undefined,
    attributes: Record<string, string> | undefined,
    permissions: Record<string, string> | undefined,
  ): Member {
    return {
      email,
      ...(role === undefined ? {} : { role }),
      ...(attributes === undefined ? {} : { attributes: typed(attributes, this.#model?.attributes) }),
      // Whatever it says, the schema judges it.
      ...(permissions === undefined ? {} : { permissions: permissions as NonNullable<Member["permissions"]> }),
    };
  }

  /** The entries of `members`. */
  people(): object[] {
    this.document.members ??= [];
    return this.document.members as object[];
  }

  #section<Entry>(name: "roles" | "tenants" | "projects"): Record<string, Entry> {
    this.document[name] ??= {};
    return this.document[name] as Record<string, Entry>;
  }

  #head(name: keyof CharterDocument, path: Path, value: unknown): void {
    if (value === undefined) return;
    this.document[name] = value;
    this.heads.set(name, path);
  }

  #text(path: Path, fields: StackBlock["fields"], name: string): string | undefined {
    return this.#values.text([...path, name], fields[name]);
  }

  #optional(path: Path, fields: StackBlock["fields"], names: readonly string[]): Record<string, string> {
    const found = names.flatMap((name) => {
      const text = this.#text(path, fields, name);
      return text === undefined ? [] : [[name, text] as const];
    });
    return Object.fromEntries(found);
  }

  #placed<Entry extends object>(path: Path, entry: Entry): Entry {
    this.origins.set(entry, (rest, part) => this.#from.locate([...path, ...rest], part));
    return entry;
  }
}

/** In a whole set, a person is spread over maps by address. */
function pathInSet(path: Path, email: string, [field, ...rest]: Path): Path {
  if (field === "attributes" || field === "permissions") return [...path, field, email, ...rest];
  return [...path, "members", email];
}

/** Terraform has texts where a role model may have numbers and switches. What is none stays text, to be judged. */
function typed(
  texts: Readonly<Record<string, string>>,
  fields: ReadonlyMap<string, Field> | undefined,
): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fieldValue(fields?.get(name), text)]));
}

function fieldValue(field: Field | undefined, text: string): FieldValue {
  if (field?.type === "integer" && WHOLE.test(text)) return Number(text);
  if (field?.type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}
