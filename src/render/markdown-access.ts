import { counted } from "../diagnostics/counted.ts";
import type { Plan } from "../plan/plan.ts";
import { accessCauses } from "./access-causes.ts";
import { codeSpan, prose } from "./escape-markdown.ts";
import type { Block, Entry } from "./fit-blocks.ts";
import { type AccessGroup, groupAccess } from "./group-access.ts";
import { details } from "./markdown-changes.ts";

/** People of one entry; where more gain the same, they are in further ones, so that nobody is only counted. */
const MOST_PEOPLE = 20;
const MOST_PERMISSIONS = 60;
const MOST_CAUSES = 5;
/** Up to so many entries are shown without a click. */
const FEW = 12;
const GAINED = 1;
const LOST = 3;

/** Who gains and loses which permissions at which place, and through which changes. */
export function accessBlocks(plan: Plan): Block[] {
  const groups = groupAccess(plan.access, accessCauses(plan)).flatMap(inParts);
  if (groups.length === 0) return [];
  const people = new Set(plan.access.map(({ email }) => email)).size;
  const summary = `${counted(people, "person", "people")}, ${counted(plan.access.length, "place")}`;
  return [details(summary, groups.map(accessEntry), groups.length <= FEW)];
}

function inParts(group: AccessGroup): AccessGroup[] {
  const parts: AccessGroup[] = [];
  for (let start = 0; start < group.people.length; start += MOST_PEOPLE)
    parts.push({ ...group, people: group.people.slice(start, start + MOST_PEOPLE) });
  return parts;
}

function accessEntry({ scope, gains, loses, once, through, people }: AccessGroup): Entry {
  const head = `- ${codeSpan(scope)}: ${people.map((email) => codeSpan(email)).join(", ")}${once ? ", once accepted" : ""}\n`;
  const lines = [
    ...(gains.length === 0 ? [] : [`  - **gains** ${permissionList(gains)}\n`]),
    ...(loses.length === 0 ? [] : [`  - **loses** ${permissionList(loses)}\n`]),
    ...(through.length === 0 ? [] : [`  - by: ${causeList(through)}\n`]),
  ];
  return { text: head + lines.join(""), weight: gains.length > 0 ? GAINED : LOST };
}

function permissionList(permissions: readonly string[]): string {
  const shown = permissions.slice(0, MOST_PERMISSIONS).map((permission) => codeSpan(permission));
  const more = permissions.length - shown.length;
  return `${shown.join(" ")}${more === 0 ? "" : ` and ${more} more`}`;
}

function causeList(causes: readonly string[]): string {
  const shown = causes.slice(0, MOST_CAUSES).map(prose);
  const more = causes.length - shown.length;
  return `${shown.join("; then ")}${more === 0 ? "" : ` and ${more} more changes`}`;
}
