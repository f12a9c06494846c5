import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { explainFailure } from "../../src/cli/explain-failure.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

/** What Node throws where a package is not installed. */
async function notInstalled(name: string): Promise<Error> {
  const script = `import(${JSON.stringify(name)}).catch(({ code, message }) => console.log(JSON.stringify({ code, message })));`;
  const out = execFileSync(process.execPath, ["-e", script], { cwd: await temporaryFolder(), encoding: "utf8" });
  const { code, message } = JSON.parse(out) as { code: string; message: string };
  return Object.assign(new Error(message), { code });
}

it.each([
  ["fastify", "npm install better-sqlite3 fastify kysely"],
  ["pg-boss", "npm install pg-boss"],
  ["@grpc/grpc-js", "npm install @grpc/grpc-js @msgpack/msgpack"],
  ["@msgpack/msgpack", "npm install @grpc/grpc-js @msgpack/msgpack"],
])("without the optional package %s, whoever needs it learns what to install", async (name, advice) => {
  const said = explainFailure(await notInstalled(name), { environment: {} } as Terminal);
  expect(said).toBe(`error: this needs the package ${name}, which is not installed: ${advice}\n`);
});

it("without a package that nothing should lack, it is a bug", async () => {
  const said = explainFailure(await notInstalled("commander"), { environment: {} } as Terminal);
  expect(said).toContain("this is a bug in charter");
});
