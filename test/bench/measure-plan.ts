import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compareText } from "../../src/diagnostics/compare-text.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { type Bench, type Case, folderIn, repeatsFor } from "./bench.ts";
import { charterText } from "./charter-text.ts";
import { driftedFrom, emptied } from "./drift.ts";
import { ACTOR, generateOrganization, type Variant } from "./generated-organization.ts";
import { always, type Row, race } from "./race.ts";
import { seed, serving } from "./seeded-server.ts";

const FLOOR = join(import.meta.dirname, "floor", "parse-charter-and-snapshot.mjs");

/** `charter plan` where a few people differ, against a process that parses the charter and the snapshot. */
export function planCase(size: number, variant: Variant): Case {
  const name = variant === "members" ? "plan" : "plan with grants";
  const what = variant === "members" ? "members only" : "about 4 grants a member";
  return driftedCase({ name, size, what }, () => generateOrganization(size, variant));
}

/** {@link planCase} of a charter in the order in which the API lists people, as `charter export` writes it. */
export function planExportedCase(size: number): Case {
  return driftedCase({ name: "plan exported", size, what: "members only, in the order of an export" }, () => {
    const generated = generateOrganization(size, "members");
    return {
      ...generated,
      members: new Map([...generated.members].sort(([left], [right]) => compareText(left, right))),
    };
  });
}

function driftedCase({ name, size, what }: Omit<Case, "measure">, declare: () => Organization): Case {
  return {
    name,
    size,
    what: `${what}; 13 people differ`,
    measure: (bench) => {
      const declared = declare();
      return measurePlan(bench, { name, size, declared, live: driftedFrom(declared) });
    },
  };
}

/** `charter plan` where everybody has to be invited. */
export function planAllNewCase(size: number): Case {
  const name = "plan all new";
  return {
    name,
    size,
    what: "members only; everybody is invited",
    measure: (bench) => {
      const declared = generateOrganization(size, "members");
      return measurePlan(bench, { name, size, declared, live: emptied(declared, ACTOR) });
    },
  };
}

interface PlanRace {
  readonly name: string;
  readonly size: number;
  readonly declared: Organization;
  readonly live: Organization;
}

async function measurePlan(bench: Bench, { name, size, declared, live }: PlanRace): Promise<Row> {
  const cwd = await folderIn(bench, `${name} ${size}`);
  await writeFile(join(cwd, "charter.yaml"), charterText(declared));
  const data = await folderIn(bench, `${name} ${size} data`);
  const token = await seed(data, live);
  return await serving(bench.command, data, (url) => {
    const environment = { CHARTER_TOKEN: token, CHARTER_API: url };
    return race(
      {
        name,
        size,
        repeats: repeatsFor(size),
        ours: always({ argv: [bench.command, "plan"], cwd, environment }),
        floor: always({ argv: [FLOOR, "charter.yaml", url], cwd, environment }),
      },
      bench.scratch,
    );
  });
}
