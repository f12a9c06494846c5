import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { pack } from "../_support/terraform-note-provider.ts";
import { NOTE_PROVIDER, writeLauncher } from "../_support/terraform-plugin.ts";
import { connectedPlugin } from "../_support/terraform-plugin-client.ts";

async function connected(environment: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryFolder();
  const launcher = await writeLauncher(folder, NOTE_PROVIDER);
  return await connectedPlugin([process.execPath, launcher], folder, environment);
}

function note(text: string) {
  return { typeName: "charter_note", proposedNewState: pack({ text }) };
}

/** The lines of the log, parsed; the last one may not have come whole. */
function linesOf(log: string): Record<string, unknown>[] {
  return log
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("a call", () => {
  it("is answered by the provider", async () => {
    const { client } = await connected();
    const { plannedState, diagnostics } = await client.call("planResourceChange", note("hello"));
    expect({ plannedState, diagnostics }).toEqual({ plannedState: pack({ text: "hello" }), diagnostics: [] });
  });

  it("of 12 MB is answered with 12 MB, as a set of thousands of people needs", async () => {
    const { client } = await connected();
    const currentState = { msgpack: Buffer.alloc(12_000_000, "member") };
    const { newState } = await client.call("readResource", { typeName: "charter_note", currentState });
    expect(Buffer.compare(newState?.msgpack ?? Buffer.alloc(0), currentState.msgpack)).toBe(0);
  });

  it("that nobody serves is left unimplemented, so that a newer Terraform can tell", async () => {
    const { client } = await connected();
    await expect(client.raw("/tfplugin6.Provider/PlanAction", Buffer.alloc(0))).rejects.toMatchObject({ code: 12 });
  });
});

describe("an exception", () => {
  it("in a plan is a diagnostic that says what was going on, and that it is not the user's fault", async () => {
    const { client, child } = await connected();
    const { diagnostics } = await client.call("planResourceChange", note("throw"));
    expect(diagnostics).toEqual([
      {
        severity: "error",
        summary: "The provider charter failed by a fault of its own.",
        detail: expect.stringContaining(
          "answering PlanResourceChange of charter_note when this was thrown: Error: thrown",
        ),
        attribute: undefined,
      },
    ]);
    await child.until("err", (text) => text.includes("\n"));
    const failure = linesOf(child.said.err).find((line) => line["@level"] === "error");
    expect(failure).toMatchObject({ "@message": "PlanResourceChange failed", type: "charter_note" });
    expect(failure?.stack).toContain("at behave");
  });

  it("in an apply keeps what is in the state", async () => {
    const { client } = await connected();
    const {
      newState,
      private: kept,
      diagnostics,
    } = await client.call("applyResourceChange", {
      typeName: "charter_note",
      priorState: pack({ text: "before" }),
      plannedState: pack({ text: "throw" }),
      plannedPrivate: Buffer.from("etag"),
    });
    expect(newState).toEqual(pack({ text: "before" }));
    expect(Buffer.from(kept ?? []).toString()).toBe("etag");
    expect(diagnostics).toHaveLength(1);
  });

  it("in a function is the function's error", async () => {
    const { client } = await connected();
    const { error } = await client.call("callFunction", { name: "email_key", arguments: [] });
    expect(error?.text).toContain("CallFunction of email_key");
  });

  it("in a listing is its last event", async () => {
    const { client } = await connected();
    const events = await client.list({ typeName: "charter_note", limit: 7 });
    expect(events).toHaveLength(8);
    expect(events.at(-1)).toMatchObject({ diagnostics: [{ severity: "error" }] });
  });

  it("that escapes from a timer fails what is in flight, and the process goes on answering", async () => {
    const { client, child } = await connected();
    const silent = client.call("planResourceChange", note("silent"));
    const [one, other] = await Promise.all([client.call("planResourceChange", note("escape")), silent]);
    expect(one.diagnostics?.[0]?.detail).toContain("escaped from a timer");
    expect(other.diagnostics?.[0]?.detail).toContain("escaped from a timer");
    expect((await client.call("planResourceChange", note("hello"))).diagnostics).toEqual([]);
    await child.until("err", (text) => text.includes("nobody caught an exception"));
    expect(child.said.err).toContain("nobody caught an exception");
  });

  it("over bytes that are no message is a diagnostic too", async () => {
    const { client } = await connected();
    const answer = await client.raw("/tfplugin6.Provider/ReadResource", Buffer.from([0x0a, 0x50]));
    expect(answer.toString()).toContain("It was answering ReadResource: a message ends within a field");
  });
});

describe("a stop", () => {
  it("reaches what is in flight, which says that it was stopped", async () => {
    const { client } = await connected();
    const planning = client.call("planResourceChange", note("wait"));
    // Answered after the plan has begun to wait: calls of one connection begin in order.
    await client.call("validateProviderConfig", {});
    expect(await client.call("stopProvider", {})).toEqual({ error: "" });
    expect((await planning).diagnostics).toEqual([
      {
        severity: "error",
        summary: "Stopped.",
        detail: "Terraform asked the provider to stop before PlanResourceChange of charter_note was done.",
        attribute: undefined,
      },
    ]);
  });
});

describe("a listing", () => {
  it("comes event by event, as many as were asked for", async () => {
    const { client } = await connected();
    const events = await client.list({ typeName: "charter_note", limit: 3 });
    expect(events.map(({ displayName }) => (displayName as string).trim())).toEqual(["note 0", "note 1", "note 2"]);
  });

  it("whose reader hangs up ends, and the process goes on answering", async () => {
    const { client } = await connected();
    expect(await client.list({ typeName: "charter_note", limit: 1_000_000 }, 5)).toHaveLength(5);
    expect((await client.call("planResourceChange", note("hello"))).diagnostics).toEqual([]);
  });
});

describe("the log", () => {
  it("is lines of JSON with what Terraform reads from them, at the level that was asked for", async () => {
    const { client, child } = await connected({ TF_LOG: "ERROR", TF_LOG_PROVIDER: "debug" });
    await client.call("planResourceChange", note("log"));
    await child.until("err", (text) => /answered PlanResourceChange.*\n/.test(text));
    const lines = linesOf(child.said.err);
    for (const line of lines)
      expect(line).toMatchObject({
        "@level": expect.stringMatching(/^(debug|info)$/),
        "@timestamp": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
        "@module": "charter",
      });
    expect(lines).toContainEqual(expect.objectContaining({ "@message": "a note is planned", text: "log" }));
  });

  it("has nothing below warnings where no level is set, and nothing at all where it is off", async () => {
    const [quiet, off] = await Promise.all([connected(), connected({ TF_LOG: "off" })]);
    for (const { client } of [quiet, off]) {
      await client.call("planResourceChange", note("log"));
      await client.call("planResourceChange", note("throw"));
    }
    await quiet.child.until("err", (text) => text.includes("\n"));
    expect(linesOf(quiet.child.said.err).map((line) => line["@level"])).toEqual(["error"]);
    expect(off.child.said.err).toBe("");
  });
});
