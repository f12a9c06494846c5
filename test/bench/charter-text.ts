import type { Grant, Organization } from "../../src/membership/organization.ts";

/** An organization as somebody writes it down: a block for each member, a line for each role below. */
export function charterText({ key, title, tier, members, tenants, projects }: Organization): string {
  const lines = ["charter: v1", `organization: ${key}`, `title: ${title}`, `tier: ${tier}`, "roleModel: standard", ""];
  lines.push("members:");
  for (const { email, role, attributes } of members.values()) {
    lines.push(`  - email: ${email}`, `    role: ${role}`);
    if (attributes.memberType !== undefined) lines.push(`    attributes: { memberType: ${attributes.memberType} }`);
  }
  lines.push("", "tenants:");
  for (const tenant of tenants.values()) {
    lines.push(`  ${tenant.key}:`, `    title: ${tenant.title}`, ...grantLines(tenant.members));
  }
  lines.push("", "projects:");
  for (const project of projects.values()) {
    lines.push(`  ${project.key}:`, `    tenant: ${project.tenant}`, `    title: ${project.title}`);
    lines.push(...grantLines(project.members));
  }
  return `${lines.join("\n")}\n`;
}

function grantLines(grants: ReadonlyMap<string, Grant>): string[] {
  if (grants.size === 0) return [];
  return [
    "    members:",
    ...[...grants.values()].map(({ email, role }) => `      - { email: ${email}, role: ${role} }`),
  ];
}
