import { docsPages, REWRITES, titleOf } from "./pages.ts";

export interface SidebarItem {
  readonly text: string;
  readonly link?: string;
  readonly collapsed?: boolean;
  readonly items?: SidebarItem[];
}

/** The parts of the site. Each line is a page, or a folder whose pages stand together. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Tutorial: ["tutorial.md", "install.md"],
  "How to": [
    "how-to/adopt-an-organization.md",
    "how-to/split-by-team.md",
    "how-to/on-and-off-boarding.md",
    "how-to/break-glass.md",
    "how-to/expiring-access.md",
    "how-to/ownership-transfer.md",
    "how-to/from-terraform.md",
    "how-to/from-peribolos.md",
    "how-to/own-role-model.md",
    "how-to/own-api.md",
    "review.md",
    "pipelines.md",
    "policy-tests.md",
    "editors.md",
    "many-organizations.md",
    "fleet.md",
    "operations/running.md",
    "operations/backup.md",
    "letters.md",
  ],
  Reference: [
    "reference/cli.md",
    "reference/charter.md",
    "reference/plan.md",
    "reference/charter-test.md",
    "reference/role-model.md",
    "reference/role-models/",
    "reference/refusals/",
    "reference/api.md",
    "index.md",
    "resources/",
    "data-sources/",
    "functions/",
    "constructs/",
    "reference/constructs/",
  ],
  Explanation: [
    "explanation/rules.md",
    "explanation/feasibility.md",
    "comparison.md",
    "approvals.md",
    "threat-model.md",
    "terraform.md",
    "performance.md",
    "reliability.md",
    "architecture.md",
    "releasing.md",
    "decisions/",
  ],
};

const FOLDERS: Readonly<Record<string, string>> = {
  "reference/role-models/": "Role models",
  "reference/refusals/": "Refusals",
  "reference/constructs/": "Constructs, class by class",
  "resources/": "Terraform resources",
  "data-sources/": "Terraform data sources",
  "functions/": "Terraform functions",
  "constructs/": "Constructs",
  "decisions/": "Decisions",
};

/** The site's navigation. A page that is in no group stands at its end, so that none is forgotten. */
export function sidebar(): SidebarItem[] {
  const pages = docsPages();
  const entries = Object.values(GROUPS).flat();
  const further = pages.filter((page) => page !== "README.md" && !entries.some((entry) => page.startsWith(entry)));
  const groups = Object.entries(GROUPS).map(([text, group]) => ({
    text,
    items: group.filter((entry) => pages.some((page) => page.startsWith(entry))).map((entry) => item(entry, pages)),
  }));
  return further.length === 0 ? groups : [...groups, { text: "Further", items: further.map(page) }];
}

function item(entry: string, pages: readonly string[]): SidebarItem {
  if (!entry.endsWith("/")) return page(entry);
  const within = pages.filter((path) => path.startsWith(entry));
  const first = within.find((path) => path === `${entry}index.md`);
  const others = within.filter((path) => path !== first).map(page);
  return {
    text: FOLDERS[entry] ?? entry,
    collapsed: true,
    items: first === undefined ? others : [page(first), ...others],
  };
}

function page(path: string): SidebarItem {
  return { text: titleOf(path), link: `/${(REWRITES[path] ?? path).replace(/\.md$/, "")}` };
}
