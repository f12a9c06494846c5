import { diff } from "../../src/plan/diff.ts";
import { tryFindBuiltIn } from "../../src/role-models/built-in.ts";
import { declare } from "../_support/build.ts";
import { driftedFrom } from "./drift.ts";
import { generateOrganization } from "./generated-organization.ts";

// Compares two organizations, made apart so that they share no text, once as a plan does, and prints how many
// milliseconds of this thread's processor time that took: it waits for nothing, and shares its core with others. With
// `floor` each side's members are only looked up on the other.
const [, , size = "", side] = process.argv;
const model = tryFindBuiltIn("standard");
if (model === undefined) throw new Error("there is no role model standard");
const declaration = declare(generateOrganization(Number(size), "members"));
const live = driftedFrom(generateOrganization(Number(size), "members"));
const complete = { state: "complete" } as const;
const completeness = { members: complete, roles: complete, tenants: complete, projects: complete, grants: complete };
const reading = { organization: live, version: 1, completeness };
const before = process.threadCpuUsage();
const found = side === "floor" ? lookUp() : diff(model, declaration, reading).wanted.length;
const { user, system } = process.threadCpuUsage(before);
process.stdout.write(`${(user + system) / 1000}\n`);
if (found !== 13) throw new Error(`${found} people differ, not 13`);

function lookUp(): number {
  const { members: desired } = declaration.organization;
  let differing = 0;
  for (const [key, { role }] of desired) if (live.members.get(key)?.role !== role) differing++;
  for (const key of live.members.keys()) if (!desired.has(key)) differing++;
  return differing;
}
