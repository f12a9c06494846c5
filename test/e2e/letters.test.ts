import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type RunningCommand, runCommand, startCommand } from "../_support/child-command.ts";
import { startMailServer } from "../_support/mail-server.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

const CERTIFICATE = fileURLToPath(new URL("../_fixtures/tls/certificate.pem", import.meta.url));
const CREDENTIALS = { user: "charter", password: "p@ss word" };

interface Running {
  readonly server: RunningCommand;
  readonly environment: Readonly<Record<string, string>>;
}

/** The API as a process of its own, sending through the mail server on that port, over TLS and with a password. */
async function serve(cwd: string, token: string, port: number): Promise<Running> {
  const password = encodeURIComponent(CREDENTIALS.password);
  const argv = ["serve", "--port", "0", "--data", "api", "--json", "--log", "text"];
  const server = startCommand(
    [...argv, "--mail-from", "charter@acme.example", "--public-url", "https://members.acme.example"],
    {
      cwd,
      environment: {
        CHARTER_SMTP: `smtps://${CREDENTIALS.user}:${password}@127.0.0.1:${port}`,
        NODE_EXTRA_CA_CERTS: CERTIFICATE,
      },
    },
  );
  let line = "";
  await server.until("out", (out) => {
    line = out;
    return out.includes("\n");
  });
  const { url } = JSON.parse(line) as { url: string };
  return { server, environment: { CHARTER_API: url, CHARTER_TOKEN: token } };
}

async function founded(cwd: string): Promise<string> {
  const founding = ["--organization", "acme", "--owner", "ada@acme.example", "--data", "api", "--json"];
  return (JSON.parse((await runCommand(["serve", "bootstrap", ...founding], { cwd })).out) as { token: string }).token;
}

async function invite({ CHARTER_API, CHARTER_TOKEN }: Readonly<Record<string, string>>, email: string): Promise<void> {
  const { status } = await fetch(`${CHARTER_API}/v1/organizations/acme/invitations`, {
    method: "POST",
    headers: { authorization: `Bearer ${CHARTER_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ email, role: "member" }),
  });
  expect(status).toBe(201);
}

describe("charter serve with a mail server", () => {
  it("sends letters over TLS with the password of the environment, which it never tells", async () => {
    const mail = await startMailServer({ tls: "from-the-start", credentials: CREDENTIALS });
    const cwd = await temporaryFolder();
    const { server, environment } = await serve(cwd, await founded(cwd), mail.port);
    await invite(environment, "grace@acme.example");
    await expect.poll(() => mail.letters, { timeout: 60_000 }).toMatchObject([{ to: ["grace@acme.example"] }]);
    expect(mail.letters[0]).toMatchObject({ encrypted: true, user: "charter" });
    const resent = await runCommand(["invitations", "resend", "grace@acme.example"], { cwd, environment });
    expect(resent.code, resent.err).toBe(0);
    await expect.poll(() => mail.letters.length, { timeout: 60_000 }).toBe(2);
    server.kill("SIGTERM");
    const { code, out, err } = await server.ended;
    expect(code).toBe(0);
    expect(`${out}${err}`).not.toMatch(/p@ss|p%40ss|chi_/);
  });

  it("that is killed with kill -9 while a letter is under way sends it when it is started again", async () => {
    const arrived = Promise.withResolvers<void>();
    const silent = await startMailServer({
      tls: "from-the-start",
      credentials: CREDENTIALS,
      taking: () => {
        arrived.resolve();
        return new Promise(() => undefined);
      },
    });
    const cwd = await temporaryFolder();
    const token = await founded(cwd);
    const first = await serve(cwd, token, silent.port);
    await invite(first.environment, "grace@acme.example");
    await arrived.promise;
    first.server.kill("SIGKILL");
    await first.server.ended;
    const mail = await startMailServer({ tls: "from-the-start", credentials: CREDENTIALS });
    await serve(cwd, token, mail.port);
    await expect.poll(() => mail.letters, { timeout: 60_000 }).toMatchObject([{ to: ["grace@acme.example"] }]);
  });
});
