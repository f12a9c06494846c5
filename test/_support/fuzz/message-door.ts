import assert from "node:assert/strict";
import fc from "fast-check";
import { builtInDocuments } from "../../../src/role-models/built-in.ts";
import { issueToken } from "../../../src/server/index.ts";
import { toDynamicValue } from "../../../src/terraform/codec/dynamic-value.ts";
import type { Diagnostic } from "../../../src/terraform/protocol/value-messages.ts";
import { providerShape } from "../../../src/terraform/provider/provider-shape.ts";
import { arbitraryLive, ROOT } from "../arbitrary-organization.ts";
import { model } from "../build.ts";
import { startTestServer, type TestServer } from "../membership-server.ts";
import type { Dice } from "./dice.ts";
import type { OpenDoor, Verdict } from "./fuzz-door.ts";
import { type Answer, askPlugin, pluginInProcess } from "./plugin-in-process.ts";
import { blockType } from "./sample-blocks.ts";
import { CODEC, methodNamed, sampleCall } from "./sample-requests.ts";

/** Where a configured provider asks. */
interface Site {
  readonly api: string;
  readonly token: string;
  readonly organization: string;
}

/** Calls of Terraform, alone and in sequences, of a provider that is configured or not. */
export const openMessageDoor: OpenDoor = async () => {
  const server = await startTestServer();
  const sites = await Promise.all(
    ["standard", ...builtInDocuments().map(({ key }) => key)].map((key, index) => seeded(server, key, `acme-${index}`)),
  );
  return {
    knock: async (dice) => await converse(dice.once(3) ? dice.pick(sites) : undefined, dice),
    close: async () => {
      assert.deepEqual(server.errors, []);
      await server.close();
    },
  };
};

async function seeded(server: TestServer, roleModel: string, organization: string): Promise<Site> {
  const [live] = fc.sample(arbitraryLive(model(roleModel)), { seed: 3, numRuns: 1 });
  if (live === undefined) throw new Error("no organization was drawn");
  await server.seed({ ...live, key: organization }, roleModel);
  const token = await issueToken(server.store, { email: ROOT, organization, at: server.clock.now });
  return { api: server.url, token, organization };
}

/** One process of the provider, and what it is asked one after the other. */
async function converse(site: Site | undefined, dice: Dice): Promise<Verdict> {
  const calls = pluginInProcess();
  if (site !== undefined) {
    const config = toDynamicValue({ ...site }, blockType(providerShape));
    const method = methodNamed("ConfigureProvider");
    const bytes = CODEC.encode(method.request, { terraformVersion: "1.11.4", config });
    assert.deepEqual((await askPlugin(calls, { method, bytes })).flatMap(errorsOf), []);
  }
  let verdict: Verdict = "accepted";
  for (let left = dice.few(6); left > 0; left--) {
    const answers = await askPlugin(calls, sampleCall(dice));
    for (const answer of answers) if (assertAnswered(answer) === "refused") verdict = "refused";
  }
  const stop = { method: methodNamed("StopProvider"), bytes: Buffer.alloc(0) };
  await askPlugin(calls, stop);
  return verdict;
}

function errorsOf(answer: Answer): Diagnostic[] {
  const diagnostics = (answer.diagnostics ?? []) as readonly Diagnostic[];
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** An answer blames the provider for nothing, says what is wrong, and names the attribute as Terraform does. */
function assertAnswered(answer: Answer): Verdict {
  const said = JSON.stringify(answer.diagnostics ?? answer.error ?? "");
  assert.ok(!said.includes("fault of its own"), said);
  for (const { summary, attribute } of (answer.diagnostics ?? []) as readonly Diagnostic[]) {
    assert.ok(summary.length > 0 && summary.length < 4_000, `a summary of ${summary.length} characters`);
    const [first] = attribute?.steps ?? [];
    if (first !== undefined) assert.match((first as { attributeName?: string }).attributeName ?? "", /^[a-z_]+$/);
  }
  const failed = errorsOf(answer).length > 0 || (answer.error !== undefined && answer.error !== "");
  return failed ? "refused" : "accepted";
}
