import { quoted } from "../../diagnostics/printable.ts";
import type { EmailKey } from "../../membership/email.ts";
import type { CharterCheck } from "../charter-check.ts";
import type { People } from "../people.ts";

/** Nobody is listed twice in one group. */
export function checkGroups(check: CharterCheck, people: People): void {
  for (const [name, keys] of people.groups) {
    const seen = new Map<EmailKey, number>();
    for (const [index, key] of keys.entries()) {
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, index);
        continue;
      }
      const message = `${quoted(check.document.groups?.[name]?.[index])} is listed twice in the group ${quoted(name)}; keep one`;
      const related = { message: "first listed here", path: ["groups", name, first] };
      check.error("duplicate-group-member", ["groups", name, index], message, { related });
    }
  }
}
