import { quoted } from "../../diagnostics/printable.ts";
import { listed, suggestion } from "../../diagnostics/suggest.ts";
import type { Path } from "../../documents/path.ts";
import type { CharterCheck } from "../charter-check.ts";

/** Overrides switch permissions that the role model lets be switched for one member. */
export function checkOverrides(check: CharterCheck, path: Path, overrides: Readonly<Record<string, string>>): void {
  const { model } = check;
  if (model === undefined) return;
  for (const permission of Object.keys(overrides)) {
    if (model.overridable.has(permission)) continue;
    const known = model.permissions.has(permission);
    const code = known ? "permission-not-overridable" : "unknown-permission";
    const message = known
      ? `${quoted(permission)} cannot be switched for one member; ${switchable([...model.overridable])}`
      : `there is no permission ${quoted(permission)} to switch; ${suggestion(permission, model.overridable)}`;
    check.error(code, [...path, permission], message, { part: "key" });
  }
}

function switchable(permissions: readonly string[]): string {
  return permissions.length === 0 ? "the role model lets none be" : `only ${listed(permissions)} can be`;
}
