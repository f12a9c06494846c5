import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Organization } from "../../src/membership/organization.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { tryFindBuiltIn } from "../../src/role-models/built-in.ts";
import { declare } from "../_support/build.ts";
import { type Bench, type Case, folderIn } from "./bench.ts";
import { emptied } from "./drift.ts";
import { ACTOR, generateOrganization } from "./generated-organization.ts";
import type { Job } from "./measured-process.ts";
import { type Course, type Row, race } from "./race.ts";
import { recordRequests } from "./recorded-requests.ts";
import { seed, serving } from "./seeded-server.ts";

const OURS = join(import.meta.dirname, "apply-plan.mjs");
const FLOOR = join(import.meta.dirname, "floor", "send-requests.mjs");
const CONCURRENCY = 8;
const REPEATS = 5;
const GRANTS_A_MEMBER = 4;

/** `applyPlan` of about so many invitations against the same requests in a bare loop. */
export function applyInvitationsCase(size: number): Case {
  const declared = generateOrganization(size, "members");
  return applyCase("apply invitations", size, declared, emptied(declared, ACTOR));
}

/** `applyPlan` of about so many roles in tenants and projects against the same requests in a bare loop. */
export function applyGrantsCase(size: number): Case {
  const declared = generateOrganization(size / GRANTS_A_MEMBER, "grants");
  const { members } = declared;
  return applyCase("apply grants", size, declared, { ...emptied(declared, ACTOR), members });
}

function applyCase(name: string, size: number, declared: Organization, live: Organization): Case {
  return {
    name,
    size,
    what: `${CONCURRENCY} at once, with journal; the time of the writes alone`,
    measure: (bench) => measureApply(bench, name, declared, live),
  };
}

async function measureApply(bench: Bench, name: string, declared: Organization, live: Organization): Promise<Row> {
  const data = await folderIn(bench, `${name} data`);
  const token = await seed(data, live);
  const plan = planOf(declared, live);
  const requests = await recordRequests(plan, token);
  const runs = await folderIn(bench, `${name} runs`);
  /** A server over a copy of the database, and what the command is to do there. */
  const course = (command: readonly string[], job: (url: string, folder: string) => object): Course => {
    return async (run) => {
      const folder = await mkdtemp(join(runs, "run-"));
      await cp(data, join(folder, "data"), { recursive: true });
      await serving(bench.command, join(folder, "data"), async (url) => {
        await writeFile(join(folder, "job.json"), JSON.stringify({ ...job(url, folder), concurrency: CONCURRENCY }));
        await run(jobIn(folder, command));
      });
    };
  };
  return await race(
    {
      name,
      size: plan.changes.length,
      repeats: REPEATS,
      ours: course([OURS, "job.json", bench.library], (url, folder) => {
        return { url, token, plan, journal: join(folder, "journal") };
      }),
      floor: course([FLOOR, "job.json"], (url) => ({ url, requests })),
    },
    bench.scratch,
  );
}

function jobIn(cwd: string, argv: readonly string[]): Job {
  return { argv, cwd, printsTime: true };
}

function planOf(declared: Organization, live: Organization): Plan {
  const model = tryFindBuiltIn("standard");
  if (model === undefined) throw new Error("there is no role model standard");
  const complete = { state: "complete" } as const;
  const reading = {
    organization: live,
    version: 1,
    completeness: { members: complete, roles: complete, tenants: complete, projects: complete, grants: complete },
  };
  const api = "http://recorder.example";
  const plan = makePlan({ model, declaration: declare(declared), reading, actor: { email: ACTOR }, api });
  if (plan.refusals.length > 0) throw new Error(`the plan is refused: ${plan.refusals[0]?.message}`);
  return plan;
}
