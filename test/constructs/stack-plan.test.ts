import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { Organization } from "../../src/constructs/index.ts";
import { synthesized } from "../_support/synthesized.ts";
import { openWorkplace } from "../_support/workplace.ts";

interface PlanJson {
  readonly changes: readonly {
    readonly kind: string;
    readonly address: string;
    readonly source?: { readonly file: string };
  }[];
}

/** A plan but for what says where in the files something is, and for what that makes of the digest. */
function withoutPlaces(text: string): unknown {
  const drop = (key: string, value: unknown) => (key === "source" || key === "digest" ? undefined : value);
  return JSON.parse(text, drop);
}

const CHARTERS = [
  "acme",
  "ranked-roles",
  "tenants-and-projects",
  "custom-roles",
  "member-types",
  "permission-overrides",
];

describe("a synthesized stack, planned with no Terraform in between", () => {
  it.each(CHARTERS)("examples/%s plans to the very changes of its charter", async (example) => {
    const file = `examples/${example}/charter.yaml`;
    const text = await readFile(file, "utf8");
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "";
    const owner = /email: ([^\s,]+)/.exec(text)?.[1] ?? "";
    const place = await openWorkplace({
      organization: field("organization"),
      roleModel: field("roleModel"),
      tier: field("tier"),
      owner,
    });
    await place.write("charter.yaml", text);
    const { folder } = await synthesized((scope) => void Organization.fromCharter(scope, "it", file));
    const [yaml, stack] = [
      await place.expectExit(0, "plan", "--json"),
      await place.expectExit(0, "plan", folder, "--json"),
    ];
    expect(withoutPlaces(stack.out)).toEqual(withoutPlaces(yaml.out));
    const { changes } = JSON.parse(stack.out) as PlanJson;
    expect(changes.length).toBeGreaterThan(0);
    for (const { source } of changes) expect(source?.file).toMatch(/stacks\/members\/cdk\.tf\.json$/);
    await place.expectExit(0, "validate", folder);
    await place.expectExit(0, "apply", folder, "--yes");
    await place.acceptAll();
    await place.expectExit(0, "apply", folder, "--yes");
    await place.expectExit(0, "plan", "--detailed-exitcode");
  });

  it("says where in the stack something is that only Terraform could know, and writes nothing", async () => {
    const place = await openWorkplace();
    const stack = await synthesized((scope) => {
      new Organization(scope, "acme", { organization: "acme" }).member("grace@acme.example", { role: "admin" });
    });
    await place.write("cdk.tf.json", stack.text.replace('"admin"', '"$' + '{var.role}"'));
    const { err } = await place.expectExit(1, "plan", "cdk.tf.json");
    expect(err).toContain("only Terraform can evaluate the variable var.role");
    expect(err).toMatch(/cdk\.tf\.json:\d+:\d+/);
  });
});
