import { jsonText } from "../../diagnostics/json-text.ts";
import { printable } from "../../diagnostics/printable.ts";
import { effectiveAccess, type PlaceAccess } from "../../membership/access.ts";
import type { OrganizationDraft } from "../../membership/draft.ts";
import { emailKey } from "../../membership/email.ts";
import { formatPlace } from "../../membership/scope.ts";
import { columnsText } from "../../render/columns.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { ShowOptions } from "./show-command.ts";

/** What somebody may do, place by place, and through what. */
export function showAccess(
  terminal: Terminal,
  draft: OrganizationDraft,
  email: string,
  options: ShowOptions,
): ExitCode {
  const key = emailKey(email);
  const member = draft.member(key);
  if (member === undefined)
    throw new UsageError(
      `${email} is no member of ${draft.organization.key}; \`charter show members --search\` looks for one`,
    );
  const access = effectiveAccess(draft, key, draft.placesOf(key));
  if (options.json === true) {
    const scopes = access.map(({ place, role, permissions }) => ({
      scope: formatPlace(place),
      role: role ?? null,
      permissions,
    }));
    terminal.out(jsonText({ email: member.email, status: member.status, scopes }));
  } else {
    terminal.out(`${[`${printable(member.email)} (${member.status})`, ...access.map(accessText)].join("\n\n")}\n`);
  }
  return EXIT.done;
}

function accessText({ place, role, permissions }: PlaceAccess): string {
  const head = `${printable(formatPlace(place))}: ${role === undefined ? "no role of its own" : printable(role)}`;
  if (permissions.length === 0) return `${head}\n  nothing`;
  const rows = permissions.map(({ permission, through }) => [
    `  ${printable(permission)}`,
    `through ${printable(through)}`,
  ]);
  return `${head}\n${columnsText(rows, undefined)}`;
}
