import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/server/index.ts";
import { sendBytes } from "../_support/contract/send-bytes.ts";
import { mapAtOnce } from "../_support/map-at-once.ts";
import { foundAcme, type ServerProcess, serveSource } from "../_support/server-process.ts";
import { expectSound, expectWholeHistory } from "../_support/sound-organization.ts";
import { newDatabase, STORES } from "../_support/stores.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

/** How often the server is killed; at which of its answers is spread over the writes. */
const KILLS = Number(process.env.CHARTER_KILLS ?? 4);
const WRITES_PER_LIFE = 60;
const AT_ONCE = 8;

/** One write, and the answer that somebody saw. */
interface Write {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: object;
  answer: string | undefined;
}

/** Each makes something of its own, so that nobody's success depends on another's. */
function writeNumber(index: number): Write {
  const common = { key: `write-${index}`, answer: undefined, method: "POST" };
  switch (index % 4) {
    case 0:
      return { ...common, path: "/invitations", body: { email: `p${index}@acme.example`, role: "viewer" } };
    case 1:
      return { ...common, path: "/tenants", body: { tenant: `t${index}` } };
    case 2:
      return { ...common, path: "/roles", body: { role: `r${index}`, permissions: ["read"] } };
    default:
      return { ...common, path: "/tokens", body: { title: `token ${index}` } };
  }
}

/** Where other servers may send from the same database, what a killed one had in hand is its own for three minutes. */
const ALL_CLAIMS_END = 300_000;

describe.each(STORES)("a server on $name that is killed with kill -9 in the middle of writes", ({ name }) => {
  test("has lost nothing that it had answered, done nothing by halves, and answers the same again", async () => {
    const cwd = await temporaryFolder();
    const database = name === "PostgreSQL" ? await newDatabase() : undefined;
    const argv = ["--data", "api", ...(database === undefined ? [] : ["--database", database])];
    const token = await foundAcme(argv, { cwd });
    const writes: Write[] = [];
    let server = await serveSource(argv, { cwd });
    for (let life = 0; life < KILLS; life++) {
      const began = writes.length;
      for (let more = 0; more < WRITES_PER_LIFE; more++) writes.push(writeNumber(writes.length));
      await sendUntilKilled(server, token, writes.slice(began), 3 + ((life * 17) % (WRITES_PER_LIFE - 10)));
      server = await serveSource(argv, { cwd });
      await repeatAll(server.url, token, writes);
    }
    const store = await openStore(database === undefined ? { folder: join(cwd, "api") } : { database });
    onTestFinished(() => store.close());
    expect(await expectWholeHistory(store, "acme")).toBe(1 + writes.length);
    await expectSound({ url: server.url, token, organization: "acme" });
    const invited = writes.flatMap(({ body }) => ("email" in body ? [body.email] : []));
    const letters = () => lettersIn(join(cwd, "api", "outbox"));
    await expect.poll(letters, { timeout: ALL_CLAIMS_END }).toEqual(invited.toSorted());
    server.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
    expect(await letters()).toEqual(invited.toSorted());
  });

  /** Sends them all, kills the server at the answer of that number, and notes what was answered until then. */
  async function sendUntilKilled(server: ServerProcess, token: string, writes: readonly Write[], fatal: number) {
    let answered = 0;
    await mapAtOnce(AT_ONCE, writes, async (write) => {
      const answer = await send(server.url, token, write).catch(() => undefined);
      if (answer === undefined) return;
      expect(answer.status, answer.text).toBe(201);
      write.answer = answer.text;
      answered += 1;
      if (answered === fatal) server.kill("SIGKILL");
    });
    expect((await server.ended).signal).toBe("SIGKILL");
    expect(answered).toBeLessThan(writes.length);
  }

  /** Asked for again under its key, what was answered is answered the same; what was not is done now, or was before. */
  async function repeatAll(url: string, token: string, writes: readonly Write[]): Promise<void> {
    await mapAtOnce(AT_ONCE, writes, async (write) => {
      const { status, text, headers } = await send(url, token, write);
      expect(status, text).toBe(201);
      if (write.answer === undefined) write.answer = text;
      else {
        expect(text).toBe(write.answer);
        expect(headers.get("idempotency-replayed")).toBe("true");
      }
    });
  }
});

function send(url: string, token: string, { key, method, path, body }: Write) {
  return sendBytes(url, {
    method,
    target: `/v1/organizations/acme${path}`,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": key },
    body: Buffer.from(JSON.stringify(body)),
  });
}

/** To whom there are letters, one entry a letter, in order. */
async function lettersIn(outbox: string): Promise<string[]> {
  const names = (await readdir(outbox)).filter((file) => file.endsWith(".eml"));
  const texts = await Promise.all(names.map((file) => readFile(join(outbox, file), "utf8")));
  return texts.map((text) => /^To: (.*)\r$/m.exec(text)?.[1] ?? "").sort();
}
