import { spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { credentials } from "@grpc/grpc-js";
import { describe, expect, it, onTestFinished } from "vitest";
import { isRunning } from "../../src/terraform/plugin/socket-folder.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";
import { clientCertificate } from "../_support/terraform-client-certificate.ts";
import { FROM_TERRAFORM, NOTE_PROVIDER, startPlugin, writeLauncher } from "../_support/terraform-plugin.ts";
import { connect, connectedPlugin, greet, pem } from "../_support/terraform-plugin-client.ts";

const SHUTDOWN = "/plugin.GRPCController/Shutdown";

async function noteCommand(): Promise<{ folder: string; command: [string, ...string[]] }> {
  const folder = await temporaryFolder();
  return { folder, command: [process.execPath, await writeLauncher(folder, NOTE_PROVIDER)] };
}

async function connected(environment: Readonly<Record<string, string>> = {}) {
  const { folder, command } = await noteCommand();
  return { folder, ...(await connectedPlugin(command, folder, environment)) };
}

async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await wait(20);
}

describe("the handshake", () => {
  it("names version, socket and a certificate without padding, in one line on standard output", async () => {
    const { folder, greeting, child } = await connected();
    expect(greeting.line).toMatch(/^1\|6\|unix\|[^|]+\|grpc\|[A-Za-z0-9+/]+$/);
    expect(child.said.out).toBe(`${greeting.line}\n`);
    expect(dirname(dirname(greeting.address))).toBe(folder);
    const certificate = new X509Certificate(pem(greeting.certificate));
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.validFromDate.getTime()).toBeLessThan(Date.now());
    expect(certificate.validToDate.getTime()).toBeGreaterThan(Date.now());
  });

  it("makes another certificate for every process", async () => {
    const [one, other] = await Promise.all([connected(), connected()]);
    expect(one.greeting.certificate.equals(other.greeting.certificate)).toBe(false);
  });

  it("by hand, without Terraform, explains what this is and fails", async () => {
    const { folder, command } = await noteCommand();
    const child = startPlugin(command, { folder, environment: {} });
    expect(await child.ended).toBe(1);
    expect(child.said).toEqual({ out: "", err: expect.stringContaining("provider for Terraform and OpenTofu") });
  });

  it("with a Terraform that speaks other versions only says which", async () => {
    const { folder, command } = await noteCommand();
    const environment = { ...FROM_TERRAFORM, PLUGIN_PROTOCOL_VERSIONS: "4,5" };
    const child = startPlugin(command, { folder, environment });
    expect(await child.ended).toBe(1);
    expect(child.said.err).toContain("version 6 of the plugin protocol, and the program that started it only 4, 5");
  });

  it("falls back to a port of the given range where the folder's path is too long for a socket", async () => {
    const { folder, command } = await noteCommand();
    const deep = join(folder, "x".repeat(100));
    await mkdir(deep);
    const taken = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void taken.close());
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const environment = {
      ...FROM_TERRAFORM,
      PLUGIN_UNIX_SOCKET_DIR: deep,
      PLUGIN_MIN_PORT: String(port),
      PLUGIN_MAX_PORT: String(port + 50),
    };
    const { network, address, certificate } = await greet(startPlugin(command, { folder, environment }));
    expect(network).toBe("tcp");
    const [host, chosen] = address.split(":");
    expect(host).toBe("127.0.0.1");
    expect(Number(chosen)).toBeGreaterThan(port);
    expect(Number(chosen)).toBeLessThanOrEqual(port + 50);
    const schema = await connect({ network, address, certificate }).call("getProviderSchema", {});
    expect(Object.keys(schema.resourceSchemas ?? {})).toEqual(["charter_note"]);
  });
});

describe("the connection", () => {
  it("takes the certificate that Terraform named", async () => {
    const { client } = await connected();
    expect((await client.call("getProviderSchema", {})).serverCapabilities?.getProviderSchemaOptional).toBe(true);
  });

  it("refuses another certificate, and one that has none, and one that does not encrypt", async () => {
    const { greeting } = await connected();
    const stranger = clientCertificate();
    const strangers = [
      credentials.createSsl(pem(greeting.certificate), stranger.key, Buffer.from(stranger.certificate)),
      credentials.createSsl(pem(greeting.certificate)),
      credentials.createInsecure(),
    ];
    for (const secured of strangers)
      await expect(connect(greeting, secured).call("getProviderSchema", {})).rejects.toMatchObject({ code: 14 });
  });

  it("is in a folder that only its owner may enter", async () => {
    const { folder, greeting } = await connected();
    expect((await stat(dirname(greeting.address))).mode & 0o777).toBe(0o700);
    expect(dirname(greeting.address).startsWith(folder)).toBe(true);
  });

  it("is healthy", async () => {
    const { client } = await connected();
    expect((await client.raw("/grpc.health.v1.Health/Check", Buffer.alloc(0))).toString("hex")).toBe("0801");
  });
});

describe("the end of the process", () => {
  it("comes at once when Terraform asks for it, and leaves nothing behind", async () => {
    const { client, child, greeting } = await connected();
    await client.raw(SHUTDOWN, Buffer.alloc(0));
    expect(await child.ended).toBe(0);
    expect(existsSync(dirname(greeting.address))).toBe(false);
  });

  it("does not come by Ctrl-C, which is for Terraform to answer", async () => {
    const { client, child } = await connected();
    child.process.kill("SIGINT");
    child.process.kill("SIGINT");
    expect(await client.call("validateProviderConfig", {})).toEqual({ diagnostics: [] });
    await client.raw(SHUTDOWN, Buffer.alloc(0));
    expect(await child.ended).toBe(0);
  });

  it("comes by SIGTERM, tidily", async () => {
    const { child, greeting } = await connected();
    child.process.kill("SIGTERM");
    expect(await child.ended).toBe(0);
    expect(existsSync(dirname(greeting.address))).toBe(false);
  });

  it("comes by itself when whoever started it was killed", async () => {
    const { folder, command } = await noteCommand();
    const script = `const child = require("node:child_process").spawn(${JSON.stringify(command[0])}, ${JSON.stringify(command.slice(1))}, { stdio: ["ignore", "pipe", "inherit"] });
      child.stdout.once("data", () => process.stdout.write(child.pid + "\\n"));`;
    const parent = spawn(process.execPath, ["-e", script], {
      env: { PATH: process.env.PATH, TMPDIR: folder, ...FROM_TERRAFORM },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [chunk] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(chunk.toString());
    expect(isRunning(pid)).toBe(true);
    parent.kill("SIGKILL");
    await gone(pid);
    expect((await readdir(folder)).filter((name) => name.startsWith("charter-plugin-"))).toEqual([]);
  });

  it("without tidying up is made good by the next one, which leaves the folders of living processes alone", async () => {
    const { folder, command } = await noteCommand();
    const first = await connectedPlugin(command, folder);
    first.child.process.kill("SIGKILL");
    await first.child.ended;
    expect(existsSync(dirname(first.greeting.address))).toBe(true);
    const alive = join(folder, `charter-plugin-${process.pid}-living`);
    await mkdir(alive);
    await connectedPlugin(command, folder);
    expect(existsSync(dirname(first.greeting.address))).toBe(false);
    expect(existsSync(alive)).toBe(true);
  });
});

describe("debug mode", () => {
  it("prints what to set, serves one Terraform after another, and ends by Ctrl-C", async () => {
    const { folder, command } = await noteCommand();
    const child = startPlugin([...command, "--debug"], { folder, environment: {} });
    await child.until("out", (text) => text.includes("\n"));
    const [, value = "{}"] = /^TF_REATTACH_PROVIDERS='(.*)'\n$/.exec(child.said.out) ?? [];
    const reattach = JSON.parse(value) as { "terraform.acme.example/acme/charter": { Addr: { String: string } } };
    const address = reattach["terraform.acme.example/acme/charter"].Addr.String;
    const said = { Protocol: "grpc", ProtocolVersion: 6, Pid: child.process.pid, Test: true };
    expect(reattach).toMatchObject({ "terraform.acme.example/acme/charter": { ...said, Addr: { Network: "unix" } } });
    for (const _terraform of ["first", "second"]) {
      const client = connect({ network: "unix", address, certificate: Buffer.alloc(0) });
      const planning = client.call("planResourceChange", { typeName: "charter_note" });
      expect((await planning).diagnostics).toEqual([]);
      await client.call("stopProvider", {});
      await client.raw(SHUTDOWN, Buffer.alloc(0));
    }
    child.process.kill("SIGINT");
    expect(await child.ended).toBe(0);
    expect(existsSync(dirname(address))).toBe(false);
  });
});
