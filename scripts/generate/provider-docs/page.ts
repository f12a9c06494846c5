/** One page of the registry, with what the registry reads before its text. */
export interface Page {
  /** What the page is about, such as `charter_member`. */
  readonly name: string;
  readonly kind: "Resource" | "Data Source" | "function" | "Provider";
  /** Under which heading of its menu the registry lists the page; empty for none. */
  readonly subcategory: string;
  /** In Markdown; shown in search results too. */
  readonly description: string;
  /** What follows the description, part by part. */
  readonly parts: readonly string[];
}

export function formatPage({ name, kind, subcategory, description, parts }: Page): string {
  const title = kind === "Provider" ? `${name} Provider` : `${name} ${kind} - charter`;
  const heading = kind === "function" ? `${kind}: ${name}` : kind === "Provider" ? title : `${name} (${kind})`;
  return `---
# Made by \`npm run generate\`; edits are lost.
page_title: "${title}"
subcategory: "${subcategory}"
description: |-
  ${description}
---

# ${heading}

${[description, ...parts].join("\n\n")}
`;
}

/** People look for what they manage, not for how it is called. */
export function subcategoryOf(typeName: string): string {
  const [, found] = /_(tenant|project)(?:_|$)/.exec(typeName) ?? [];
  if (found === "tenant") return "Tenants";
  return found === "project" ? "Projects" : "Organization";
}
