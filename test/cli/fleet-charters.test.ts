import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FleetCharters } from "../../src/cli/fleet/fleet-charters.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const stackOf = (...organizations: readonly string[]) =>
  JSON.stringify({
    provider: { charter: organizations.map((organization) => ({ alias: organization, organization })) },
    resource: {
      charter_member: Object.fromEntries(
        organizations.map((key) => [key, { email: `ada@${key}.example`, role: "owner", provider: `charter.${key}` }]),
      ),
    },
  });

it("a fleet takes each organization of a synthesized stack, until the stack has it no more", async () => {
  const cwd = await temporaryFolder();
  await mkdir(join(cwd, "orgs"));
  await writeFile(join(cwd, "orgs", "app.tf.json"), stackOf("acme", "beta"));
  await writeFile(join(cwd, "orgs", "gamma.yaml"), "charter: v1\norganization: gamma\n");
  const charters = new FleetCharters("orgs", cwd);
  expect(charters.list()).toEqual({ organizations: ["acme", "beta", "gamma"], nameless: [] });
  expect(charters.tryFind("beta")).toEqual({ name: "beta", paths: ["orgs/app.tf.json#beta"] });
  await writeFile(join(cwd, "orgs", "app.tf.json"), stackOf("acme"));
  expect(charters.tryFind("beta")).toBeUndefined();
  expect(charters.tryFind("acme")).toEqual({ name: "acme", paths: ["orgs/app.tf.json"] });
  await rm(join(cwd, "orgs", "app.tf.json"));
  expect(charters.list().organizations).toEqual(["gamma"]);
});
