import { chartersOf, findCharter } from "../charter/find-charter.ts";
import { readCharterFile } from "../charter/read-charter-file.ts";
import { stackOrganizations } from "../charter/stack/stack-organizations.ts";

/** What is planned or applied together: the charter of one organization in one or several paths, or one saved plan. */
export interface CharterGroup {
  /** As far as the files say; a name for people where they do not. */
  readonly name: string;
  readonly paths: readonly string[];
}

/**
 * Paths by the organization that their files declare. Paths of one organization, and paths that declare none beside
 * those of a single one, are one charter; where there are several organizations, each path belongs to its own. A
 * synthesized stack with several organizations counts as a path for each of them.
 */
export function groupCharters(named: readonly string[], cwd: string): CharterGroup[] {
  const paths = named.flatMap((path) => chartersOf(path, cwd));
  if (paths.length < 2) return [{ name: paths.join(""), paths }];
  const peeked = paths.map((path) => ({ path, ...peek(path, cwd) }));
  const organizations = new Set(peeked.map(({ organization }) => organization).filter((key) => key !== undefined));
  const plans = peeked.filter(({ isPlan }) => isPlan);
  if (plans.length === 0 && organizations.size < 2) return [{ name: [...organizations].join(""), paths }];
  const groups = new Map<string, { name: string; paths: string[] }>();
  for (const { path, organization, isPlan } of peeked) {
    const name = organization ?? path;
    // Two plans of one organization are still two.
    const id = isPlan || organization === undefined ? `path ${path}` : `organization ${organization}`;
    const group = groups.get(id) ?? { name, paths: [] };
    group.paths.push(path);
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** Paths, of which those of synthesized stacks that have this organization among several stand for it alone. */
export function narrowedTo(organization: string, paths: readonly string[], cwd: string): readonly string[] {
  return paths.map((path) => {
    const charters = chartersOf(path, cwd);
    return charters.length > 1 && charters.includes(`${path}#${organization}`) ? `${path}#${organization}` : path;
  });
}

/** The organization that a path declares, as far as it can be read; a saved plan declares none. */
export function organizationOf(path: string, cwd: string): string | undefined {
  const { organization, isPlan } = peek(path, cwd);
  return isPlan ? undefined : organization;
}

interface Peeked {
  readonly organization: string | undefined;
  readonly isPlan: boolean;
}

/** What a path is about, as far as it can be read; whatever is wrong with it is said when it is loaded. */
function peek(path: string, cwd: string): Peeked {
  for (const found of findCharter([path], cwd).files) {
    const { organization: chosen } = found;
    if (chosen !== undefined && stackOrganizations(found.path).includes(chosen))
      return { organization: chosen, isPlan: false };
    const value = readCharterFile(found).document?.value;
    if (value === null || typeof value !== "object") continue;
    const { organization, format } = value as Readonly<Record<string, unknown>>;
    if (typeof organization !== "string") continue;
    return { organization, isPlan: typeof format === "string" && format.startsWith("charter-plan/") };
  }
  return { organization: undefined, isPlan: false };
}
