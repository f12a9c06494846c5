import type { LocatedDocument } from "../../documents/located-document.ts";
import type { Path } from "../../documents/path.ts";
import { type Fields, fieldsOf, isFields } from "../fields.ts";
import type { StackCharter } from "./stack-charter.ts";

interface Where {
  readonly path: Path;
  readonly from: LocatedDocument;
}

/** Takes over what no resource says, from the comment in which constructs write it. What is wrong with it, checks find. */
export function carry(charter: StackCharter, carried: Fields, where: Where): void {
  const { document, heads } = charter;
  for (const [field, value] of Object.entries(carried)) {
    if (field === "members" && Array.isArray(value)) {
      charter
        .people()
        .push(...value.filter(isFields).map((entry, index) => from(charter, entry, where, [field, index])));
    } else if (field === "tenants" || field === "projects") carryGrants(charter, field, fieldsOf(value), where);
    else {
      document[field] = value;
      heads.set(field, [...where.path, field]);
    }
  }
}

function carryGrants(charter: StackCharter, section: "tenants" | "projects", places: Fields, where: Where): void {
  for (const [key, place] of Object.entries(places)) {
    const { members } = fieldsOf(place);
    if (!Array.isArray(members)) continue;
    const entry = charter.place(section, key);
    const carried = members
      .filter(isFields)
      .map((one, index) => from(charter, one, where, [section, key, "members", index]));
    entry.members = [...(entry.members ?? []), ...carried];
  }
}

function from(charter: StackCharter, value: Fields, where: Where, inside: Path): object {
  const entry = { ...value };
  charter.origins.set(entry, (rest, part) => where.from.locate([...where.path, ...inside, ...rest], part));
  return entry;
}
