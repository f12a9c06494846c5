import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleProvider } from "../../scripts/build-provider/bundle.ts";
import { type Bench, type Case, folderIn, type Series } from "./bench.ts";
import { charterText } from "./charter-text.ts";
import { emptied } from "./drift.ts";
import { ACTOR, generateOrganization } from "./generated-organization.ts";
import { peakOf, timeOf } from "./measured-process.ts";
import type { Row } from "./race.ts";
import { seed, serving } from "./seeded-server.ts";
import { keepingState } from "./state-server.ts";
import { type Form, writeTerraformFolder } from "./terraform-folder.ts";
import { type Cost, hasTerraform, terraformRun } from "./terraform-run.ts";

/** In the order in which they run: each needs what the one before it left. */
const STEPS = ["plan", "apply", "refresh"] as const;
const COMMANDS = {
  plan: ["plan", "-out=saved"],
  apply: ["apply", "saved"],
  refresh: ["plan", "-detailed-exitcode"],
} as const;
const MOST_REPEATS = 3;

/** Milliseconds and bytes. */
interface Charter {
  readonly time: number;
  readonly peak: number;
}

type Course = Readonly<Record<(typeof STEPS)[number], Cost>> & {
  /** `charter plan` on the same organization, before and after it was applied. */
  readonly charter?: { readonly before: Charter; readonly after: Charter };
};
type Told = Row & Pick<Case, "what">;

/**
 * Terraform with so many members that are all new: planned, applied, planned again to nothing; one resource each and as
 * one resource, against as many resources that do nothing.
 */
export function terraformSeries(size: number): Series {
  return {
    name: "terraform",
    size,
    measureAll: async (bench) => {
      if (!hasTerraform()) {
        process.stderr.write("left out: there is no terraform on the path\n");
        return [];
      }
      const plugin = join(bench.scratch, "provider.cjs");
      await writeFile(plugin, (await bundleProvider()).code);
      const courses: Record<Form, Course[]> = { terraform_data: [], member: [], members: [] };
      const repeats = Math.min(MOST_REPEATS, Math.ceil(2_000 / size));
      for (let round = 0; round < repeats; round++)
        for (const form of ["terraform_data", "member", "members"] as const)
          courses[form].push(await take(bench, { size, form, plugin, round }));
      return rowsOf(size, courses);
    },
  };
}

interface Taking {
  readonly size: number;
  readonly form: Form;
  readonly plugin: string;
  readonly round: number;
}

/** One pass through all steps, on an organization and a state of its own. */
async function take(bench: Bench, { size, form, plugin, round }: Taking): Promise<Course> {
  const folder = await folderIn(bench, `${form}-${round}`);
  const declared = generateOrganization(size, "members");
  const people = [...declared.members.values()].map(({ email, role }) => ({ email, role }));
  // Whoever owns the organization is there already, and only a whole set declares them.
  const given = form === "members" ? people : people.filter(({ email }) => email !== ACTOR);
  const data = await folderIn(bench, `${form}-${round}-data`);
  const token = await seed(data, emptied(declared, ACTOR));
  return await keepingState((state) =>
    serving(bench.command, data, async (url) => {
      const environment = { CHARTER_API: url, CHARTER_TOKEN: token, CHARTER_ORGANIZATION: "acme" };
      await writeTerraformFolder({ folder, plugin, state, form, people: given });
      await writeFile(join(folder, "charter.yaml"), charterText(declared));
      const run = (...argv: readonly string[]) => terraformRun(folder, environment, ...argv);
      const job = { argv: [bench.command, "plan"], cwd: folder, environment };
      const charter = async () => ({ time: await timeOf(job), peak: await peakOf(job, folder) });
      await run("init");
      const before = form === "members" ? await charter() : { time: 0, peak: 0 };
      const [plan, apply, refresh] = [
        await run(...COMMANDS.plan),
        await run(...COMMANDS.apply),
        await run(...COMMANDS.refresh),
      ];
      const costs = { plan, apply, refresh };
      return form === "members" ? { ...costs, charter: { before, after: await charter() } } : costs;
    }),
  );
}

function rowsOf(size: number, courses: Readonly<Record<Form, readonly Course[]>>): Told[] {
  const rows = STEPS.flatMap((step) => {
    const floor = least(courses.terraform_data.map((course) => course[step]));
    return (["member", "members"] as const).map((form): Told => {
      const ours = least(courses[form].map((course) => course[step]));
      return { ...rowOf(`terraform ${step}`, size, ours, floor), what: described(form, ours, floor) };
    });
  });
  const charters = courses.members.flatMap(({ charter }) => charter ?? []);
  const beside = (["before", "after"] as const).map((when): Told => {
    const floor = least(courses.member.map((course) => course[when === "before" ? "plan" : "refresh"]));
    const ours = Math.min(...charters.map((charter) => charter[when].time));
    const peakMemory = Math.min(...charters.map((charter) => charter[when].peak));
    const row = { name: "charter plan", size, ours, floor: floor.wall, ratio: ours / floor.wall };
    const what = `${when === "before" ? "everybody new" : "nothing to do"}; against terraform plan of one resource each`;
    return { ...row, peakMemory, floorPeakMemory: floor.corePeak + floor.providerPeak, what };
  });
  return [...rows, ...beside];
}

function rowOf(name: string, size: number, ours: Cost, floor: Cost): Row {
  return {
    name,
    size,
    ours: ours.wall,
    floor: floor.wall,
    ratio: ours.wall / floor.wall,
    peakMemory: ours.corePeak + ours.providerPeak,
    floorPeakMemory: floor.corePeak,
    cpu: { ours: ours.core + ours.provider, floor: floor.core, provider: ours.provider },
  };
}

function described(form: Form, ours: Cost, floor: Cost): string {
  const what = form === "member" ? "one resource each" : "one resource for all";
  const share = ((100 * ours.provider) / floor.core).toFixed(0);
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);
  const cpu = `CPU s: core ${seconds(ours.core)}, provider ${seconds(ours.provider)}, floor ${seconds(floor.core)}`;
  return `${what}; ${cpu}; provider ${share} % of the floor, ${(ours.providerPeak / 1e6).toFixed(0)} MB`;
}

/** The least of each figure, for what else the machine does only adds to them. */
function least(costs: readonly Cost[]): Cost {
  const of = (name: keyof Cost) => Math.min(...costs.map((cost) => cost[name]));
  return {
    wall: of("wall"),
    core: of("core"),
    provider: of("provider"),
    corePeak: of("corePeak"),
    providerPeak: of("providerPeak"),
  };
}
