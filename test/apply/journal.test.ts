import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { appendFile, chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { Journal, type JournalOptions } from "../../src/apply/journal.ts";
import { JournalError } from "../../src/apply/journal-error.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const DIGEST = `sha256:${"ab".repeat(32)}`;

async function options(): Promise<JournalOptions & { directory: string }> {
  return {
    directory: join(await temporaryFolder(), ".charter", "journal"),
    digest: DIGEST,
    organization: "acme",
    api: "https://members.example",
    started: "2026-11-22T06:00:00.000Z",
  };
}

async function failure(promise: Promise<unknown>): Promise<JournalError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

describe("the journal of a run", () => {
  it("is one file a plan: a header, then what went out and what became of it", async () => {
    const opened = await options();
    const journal = await Journal.open(opened);
    await journal.sent("c1", "v3");
    await journal.ended({ id: "c1", state: "done", etag: "v4" });
    await journal.sent("c2", undefined);
    await journal.close();
    expect(journal.file).toBe(join(opened.directory, `${"ab".repeat(32)}.jsonl`));
    const lines = (await readFile(journal.file, "utf8")).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        format: "charter-journal/v1",
        digest: DIGEST,
        organization: "acme",
        api: "https://members.example",
        started: "2026-11-22T06:00:00.000Z",
      },
      { id: "c1", state: "sent", expects: "v3" },
      { id: "c1", state: "done", etag: "v4" },
      { id: "c2", state: "sent" },
    ]);
    expect(await readdir(opened.directory)).toEqual([`${"ab".repeat(32)}.jsonl`]);
  });

  it("can be begun anew, and then knows of no earlier run", async () => {
    const opened = await options();
    const journal = await Journal.open(opened);
    await journal.sent("c1", "v3");
    await journal.ended({ id: "c1", state: "done", etag: "v4" });
    await journal.close();
    const second = await Journal.open(opened);
    expect(second.entries.size).toBe(1);
    await second.restart();
    expect(second.entries.size).toBe(0);
    await second.sent("c2", undefined);
    await second.close();
    const third = await Journal.open(opened);
    expect([...third.entries.keys()]).toEqual(["c2"]);
    await third.close();
  });

  it("leaves no trace where nobody will ask it again, and the next run begins anew", async () => {
    const opened = await options();
    const journal = await Journal.open(opened);
    await journal.sent("c1", "v3");
    await journal.discard();
    expect(await readdir(opened.directory)).toEqual([]);
    const next = await Journal.open(opened);
    expect(next.entries.size).toBe(0);
    await next.close();
  });

  it("gives a later run the latest word on each change, and keeps the first header", async () => {
    const opened = await options();
    const first = await Journal.open(opened);
    await first.sent("c1", undefined);
    await first.ended({ id: "c1", state: "unknown", code: "timeout" });
    await first.sent("c2", "v1");
    await first.close();
    const second = await Journal.open({ ...opened, started: "2026-11-23T06:00:00.000Z" });
    expect([...second.entries.values()]).toEqual([
      { id: "c1", state: "unknown", code: "timeout" },
      { id: "c2", state: "sent", expects: "v1" },
    ]);
    await second.close();
    expect(await readFile(second.file, "utf8")).toContain('"started":"2026-11-22T06:00:00.000Z"');
  });

  it("survives a line that was torn while it was written, wherever it was torn", async () => {
    const opened = await options();
    const journal = await Journal.open(opened);
    await journal.ended({ id: "c1", state: "done", etag: "v4" });
    await journal.ended({ id: "c2", state: "done", etag: "v5" });
    await journal.close();
    const whole = await readFile(journal.file);
    const header = whole.indexOf("\n") + 1;
    const afterFirst = whole.indexOf("\n", header) + 1;
    for (let length = 0; length < whole.length; length += 1) {
      await writeFile(journal.file, whole.subarray(0, length));
      const resumed = await Journal.open(opened);
      expect(resumed.entries.has("c1")).toBe(length >= afterFirst);
      expect(resumed.entries.has("c2")).toBe(false);
      await resumed.ended({ id: "c3", state: "done" });
      await resumed.close();
      const again = await Journal.open(opened);
      expect(again.entries.get("c3")?.state).toBe("done");
      await again.close();
    }
  });

  it("names the file and the line where a line in the middle is broken, and sends nothing on a guess", async () => {
    const opened = await options();
    const journal = await Journal.open(opened);
    await journal.ended({ id: "c1", state: "done" });
    await journal.close();
    await appendFile(journal.file, 'half of a li\n{"id":"c2","state":"done"}\n');
    const error = await failure(Journal.open(opened));
    expect(error.code).toBe("journal-corrupt");
    expect(error.message).toContain(`${journal.file}:3:1 `);
  });

  it.each([
    ["another organization", { organization: "beta" }],
    ["another API", { api: "https://elsewhere.example" }],
  ])("is refused for %s", async (_what, other) => {
    const opened = await options();
    await (await Journal.open(opened)).close();
    const error = await failure(Journal.open({ ...opened, ...other }));
    expect(error.code).toBe("journal-mismatch");
    await (await Journal.open(opened)).close();
  });

  it("says where it cannot be written", async () => {
    const opened = await options();
    await mkdir(dirname(opened.directory), { recursive: true });
    await writeFile(opened.directory, "a file where the folder should be");
    const error = await failure(Journal.open(opened));
    expect(error).toMatchObject({ code: "journal-unwritable" });
    expect(error.message).toContain(opened.directory);
  });

  it.runIf(existsSync("/proc/self"))("says so as well where no folder can be made at all", async () => {
    const opened = { ...(await options()), directory: "/proc/charter/journal" };
    expect(await failure(Journal.open(opened))).toMatchObject({
      code: "journal-unwritable",
      message: expect.stringMatching(/^cannot write \/proc\/charter\/journal\/.*ENOENT/),
    });
  });

  it("has every line on the disk before it says so, however many come at once", async () => {
    const opened = await options();
    const journal = await Journal.open(opened);
    const ids = Array.from({ length: 200 }, (_, index) => `c${index}`);
    await Promise.all(
      ids.map(async (id) => {
        await journal.sent(id, undefined);
        expect(await readFile(journal.file, "utf8")).toContain(`{"id":"${id}","state":"sent"}\n`);
      }),
    );
    await journal.close();
  });
});

describe("two runs of one plan at once", () => {
  it("refuses the second while the first goes on, also inside one process, and lets it in afterwards", async () => {
    const opened = await options();
    const first = await Journal.open(opened);
    const error = await failure(Journal.open(opened));
    expect(error.code).toBe("journal-busy");
    expect(error.message).toContain(`process ${process.pid}`);
    await first.close();
    await (await Journal.open(opened)).close();
  });

  it("lets exactly one of many in", async () => {
    const opened = await options();
    const runs = await Promise.allSettled(Array.from({ length: 20 }, () => Journal.open(opened)));
    const open = runs.flatMap((run) => (run.status === "fulfilled" ? [run.value] : []));
    expect(open).toHaveLength(1);
    await open[0]?.close();
  });

  /** The lock of a process that died, as it left it. */
  const deadLock = async (token: string): Promise<string> => {
    const child = spawn(process.execPath, ["-e", ""]);
    await once(child, "exit");
    return JSON.stringify({ pid: child.pid, host: hostname(), token });
  };

  /** Five runs at once where these lock files are. */
  const expectOneLetIn = async (locks: Readonly<Record<string, string>>): Promise<void> => {
    const opened = await options();
    await mkdir(opened.directory, { recursive: true });
    for (const [name, content] of Object.entries(locks)) await writeFile(join(opened.directory, name), content);
    const runs = await Promise.allSettled(Array.from({ length: 5 }, () => Journal.open(opened)));
    const open = runs.flatMap((run) => (run.status === "fulfilled" ? [run.value] : []));
    expect(open).toHaveLength(1);
    await open[0]?.close();
    expect(await readdir(opened.directory)).toEqual([`${"ab".repeat(32)}.jsonl`]);
  };

  it("takes over the lock of a process that died", async () => {
    await expectOneLetIn({ [`${"ab".repeat(32)}.lock`]: await deadLock("gone") });
  });

  it("takes over, too, where a process died while it took a lock over", async () => {
    const claim = createHash("sha256").update("gone").digest("hex").slice(0, 16);
    await expectOneLetIn({
      [`${"ab".repeat(32)}.lock`]: await deadLock("gone"),
      [`${"ab".repeat(32)}.lock.${claim}`]: await deadLock("gone as well"),
    });
  });

  it("takes over the lock of an earlier process that happened to have this one's number", async () => {
    const opened = await options();
    await mkdir(opened.directory, { recursive: true });
    const lock = join(opened.directory, `${"ab".repeat(32)}.lock`);
    await writeFile(lock, JSON.stringify({ pid: process.pid, host: hostname(), token: "an earlier life" }));
    await (await Journal.open(opened)).close();
  });

  it.each([
    ["of another machine", { pid: 1, host: "elsewhere", token: "x" }],
    ["that can't be read", "?"],
  ])("respects a lock %s, and names the file to delete", async (_what, content) => {
    const opened = await options();
    await mkdir(opened.directory, { recursive: true });
    const lock = join(opened.directory, `${"ab".repeat(32)}.lock`);
    await writeFile(lock, JSON.stringify(content));
    const error = await failure(Journal.open(opened));
    expect(error.code).toBe("journal-busy");
    expect(error.message).toContain(lock);
  });

  it("lets the lock go where the journal turns out to be unusable", async () => {
    const opened = await options();
    const journal = await Journal.open(opened);
    await journal.close();
    await appendFile(journal.file, "broken\nbroken\n");
    await failure(Journal.open(opened));
    expect((await failure(Journal.open(opened))).code).toBe("journal-corrupt");
    await chmod(journal.file, 0o600);
  });
});
