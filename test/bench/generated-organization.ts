import { type EmailKey, emailKey } from "../../src/membership/email.ts";
import type { Grant, Member, Organization, Project, Tenant } from "../../src/membership/organization.ts";

/** What is generated: people alone, or people with about four roles each in tenants and projects. */
export type Variant = "members" | "grants";

/** Who applies every plan of the bench. */
export const ACTOR = "root@acme.example";

const TENANTS = 10;
const MEMBERS_PER_PROJECT = 20;
const PROJECT_GRANTS = 3;

/** Shares of the organization roles, in a thousand. */
const ROLES = [
  ["owner", 1],
  ["admin", 10],
  ["security-lead", 5],
  ["billing-admin", 4],
  ["member", 700],
  ["viewer", 280],
] as const;

/**
 * An organization of so many active people, the same one each time: the role model `standard`, ten tenants, a project
 * for every twenty people, and with `grants` one tenant role and three project roles a person.
 */
export function generateOrganization(size: number, variant: Variant): Organization {
  const members = new Map<EmailKey, Member>();
  const add = (member: Member) => members.set(emailKey(member.email), member);
  add(memberOf(ACTOR, "owner"));
  for (let index = 1; index < size; index++) add(generatedMember(index));
  const people = [...members.values()];
  const tenants = new Map(Array.from({ length: TENANTS }, (_, index) => tenantEntry(index)));
  const projects = new Map(
    Array.from({ length: Math.ceil(size / MEMBERS_PER_PROJECT) }, (_, index) => projectEntry(index)),
  );
  if (variant === "grants") people.forEach((member, index) => void giveRoles(member, index, tenants, projects));
  return {
    key: "acme",
    title: "Acme Observability",
    tier: "enterprise",
    settings: {},
    roles: new Map(),
    members,
    tenants,
    projects,
  };
}

/** Numbers that look random and are the same in every run. */
function scrambled(index: number): number {
  let value = Math.imul(index ^ 0x9e3779b9, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function generatedMember(index: number): Member {
  const random = scrambled(index);
  const email = `${(random % 46_656).toString(36).padStart(3, "x")}-member${index}@acme.example`;
  const attributes = random % 10 === 0 ? { memberType: random % 20 === 0 ? "freelancer" : "external" } : {};
  return { ...memberOf(email, roleFor(random)), attributes };
}

function memberOf(email: string, role: string): Member {
  return { email, role, status: "active", attributes: {}, overrides: {} };
}

function roleFor(random: number): string {
  let rest = random % 1000;
  for (const [role, share] of ROLES) {
    if (rest < share) return role;
    rest -= share;
  }
  return "member";
}

function tenantEntry(index: number): [string, Tenant & { members: Map<EmailKey, Grant> }] {
  const key = `tenant-${index}`;
  return [key, { key, title: `Tenant ${index}`, members: new Map() }];
}

function projectEntry(index: number): [string, Project & { members: Map<EmailKey, Grant> }] {
  const key = `project-${index}`;
  const tenant = `tenant-${index % TENANTS}`;
  return [key, { key, title: `Project ${index}`, tenant, members: new Map() }];
}

type Places = ReadonlyMap<string, { readonly members: Map<EmailKey, Grant> }>;

function giveRoles({ email }: Member, index: number, tenants: Places, projects: Places): void {
  const key = emailKey(email);
  const give = (place: { readonly members: Map<EmailKey, Grant> } | undefined, role: string) =>
    place?.members.set(key, { email, role });
  give(tenants.get(`tenant-${index % TENANTS}`), index % 50 === 0 ? "tenant-admin" : "tenant-member");
  for (let number = 0; number < PROJECT_GRANTS; number++) {
    const project = scrambled(index * PROJECT_GRANTS + number) % projects.size;
    give(projects.get(`project-${project}`), ["project-admin", "project-developer", "project-viewer"][number] ?? "");
  }
}
