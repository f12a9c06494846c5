import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Organization } from "../../src/constructs/index.ts";
import { findResource } from "../../src/terraform/provider/registry.ts";
import { BUILT } from "../_support/child-command.ts";
import { synthesized } from "../_support/synthesized.ts";
import { connectedTo, openTerraform, type TerraformWorkplace, withoutTerraform } from "../_support/terraform.ts";
import { openWorkplace, type Workplace } from "../_support/workplace.ts";

/** What a plan touches, by address, and the role that it gives there; null for what has none. */
type Touched = Readonly<Record<string, string | null>>;

interface TerraformPlan {
  readonly resource_changes: readonly {
    readonly type: string;
    readonly change: { readonly actions: readonly string[]; readonly after: Readonly<Record<string, unknown>> };
  }[];
}

interface CharterPlan {
  readonly changes: readonly { readonly address: string; readonly after?: { readonly role?: string } }[];
  readonly waiting: readonly { readonly address: string; readonly role?: string }[];
}

async function touchedByTerraform(terraform: TerraformWorkplace): Promise<Touched> {
  await terraform.expectExit(0, "init");
  await terraform.expectExit(0, "plan", "-out=plan");
  const { out } = await terraform.expectExit(0, "show", "-json", "plan");
  const { resource_changes } = JSON.parse(out) as TerraformPlan;
  const touched: Record<string, string | null> = {};
  for (const { type, change } of resource_changes) {
    if (change.actions.includes("no-op") || change.actions.includes("read")) continue;
    const address = findResource(type).address(change.after as never);
    if (!type.endsWith("members")) touched[address] = roleOf(type, change.after);
    for (const [email, role] of type.endsWith("members") ? Object.entries(change.after.members ?? {}) : [])
      touched[`${address}/${email}`] = String(role);
  }
  return touched;
}

function roleOf(type: string, { role }: Readonly<Record<string, unknown>>): string | null {
  return type.endsWith("member") ? String(role) : null;
}

async function touchedByCharter(place: Workplace, ...paths: string[]): Promise<Touched> {
  const { changes, waiting } = JSON.parse((await place.expectExit(0, "plan", ...paths, "--json")).out) as CharterPlan;
  const touched: Record<string, string | null> = {};
  for (const { address, after } of changes) touched[address] = after?.role ?? touched[address] ?? null;
  for (const { address, role } of waiting) touched[address] ??= role ?? null;
  return touched;
}

/** Those who are there already are in a whole set, and nothing is done about them. */
function without(email: string, touched: Touched): Touched {
  return Object.fromEntries(Object.entries(touched).filter(([address]) => address !== `members/${email}`));
}

describe.skipIf(withoutTerraform)("one organization, four ways", () => {
  it.each([
    { example: "standard", charter: "acme", owner: "ada@acme.example" },
    { example: "member-types", charter: "member-types", owner: "owner@devflow.example" },
    { example: "permission-overrides", charter: "permission-overrides", owner: "owner@lantern.example" },
  ])(
    "$charter in YAML, in HCL, as constructs and as a synthesized stack plans to the same changes",
    async ({ example, charter, owner }) => {
      const file = `examples/${charter}/charter.yaml`;
      const text = await readFile(file, "utf8");
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "";
      const [organization, roleModel, tier] = [field("organization"), field("roleModel"), field("tier")];
      const place = await openWorkplace({ organization, roleModel, tier, owner });
      await place.write("charter.yaml", text);
      const stack = await synthesized(
        (scope) => void Organization.fromCharter(scope, "it", file, { existing: [`members/${owner}`] }),
      );
      const { CHARTER_API, CHARTER_TOKEN } = connectedTo(place);
      const open = async (from: string, to: string) => {
        const provider = { command: [process.execPath, BUILT, "provider"] };
        const terraform = await openTerraform(provider, { CHARTER_API, CHARTER_TOKEN });
        await terraform.write({});
        await copyFile(from, join(terraform.folder, to));
        return without(owner, await touchedByTerraform(terraform));
      };
      const yaml = await touchedByCharter(place);
      expect(Object.keys(yaml).length).toBeGreaterThan(3);
      expect(await touchedByCharter(place, stack.folder)).toEqual(yaml);
      expect(await open(join(stack.folder, "stacks/members/cdk.tf.json"), "cdk.tf.json")).toEqual(yaml);
      expect(await open(`examples/terraform/${example}/main.tf`, "main.tf")).toEqual(yaml);
    },
  );
});
