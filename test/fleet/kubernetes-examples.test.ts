import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { command } from "../_support/command.ts";
import { FleetWorld, linesOf } from "../_support/fleet-world.ts";
import { withoutPostgres } from "../_support/stores.ts";

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface PodSpec {
  readonly containers: readonly [Container];
  readonly terminationGracePeriodSeconds?: number;
}

const read = async <Shape>(name: string) => load(await readFile(`examples/kubernetes/${name}.yaml`, "utf8")) as Shape;

async function deployment(): Promise<PodSpec> {
  const { kind, spec } = await read<{ kind: string; spec: { template: { spec: PodSpec } } }>("fleet-deployment");
  expect(kind).toBe("Deployment");
  return spec.template.spec;
}

async function cronJob(): Promise<PodSpec> {
  type Job = { kind: string; spec: { jobTemplate: { spec: { template: { spec: PodSpec } } } } };
  const { kind, spec } = await read<Job>("cronjob");
  expect(kind).toBe("CronJob");
  return spec.jobTemplate.spec.template.spec;
}

/** What is given to an option in arguments of the form `--option=value`. */
function given(args: readonly string[], option: string): string | undefined {
  return args.find((arg) => arg.startsWith(`${option}=`))?.slice(option.length + 1);
}

describe("the examples for Kubernetes", () => {
  it.each([
    ["the Deployment", deployment],
    ["the CronJob", cronJob],
  ])("%s sets variables that the verb's help names", async (_name, pod) => {
    const [{ args, env }] = (await pod()).containers;
    const { out } = await command([...args.slice(0, 2), "--help"], { cwd: "." });
    for (const { name } of env) expect(out).toContain(name);
  });

  it("the Deployment leaves a worker the time to stop, and probes the port where it is watched", async () => {
    const { containers, terminationGracePeriodSeconds } = await deployment();
    const [{ args, ports, livenessProbe, readinessProbe }] = containers;
    expect(Number(given(args, "--shutdown-timeout"))).toBeLessThan(terminationGracePeriodSeconds ?? 30);
    expect(ports).toEqual([{ name: "metrics", containerPort: Number(given(args, "--metrics-port")) }]);
    expect([livenessProbe, readinessProbe].map((probe) => probe?.httpGet)).toEqual([
      { path: "/healthz", port: "metrics" },
      { path: "/readyz", port: "metrics" },
    ]);
  });

  it.skipIf(withoutPostgres)("the CronJob begins a round, and the Deployment's worker carries it out", async () => {
    const world = await FleetWorld.open({ organizations: 2, wanted: (key) => ({ viewers: [`one@${key}.example`] }) });
    await mkdir(join(world.cwd, "secrets"));
    for (const key of world.keys) await writeFile(join(world.cwd, "secrets", key), world.token);
    const here = (args: readonly string[]) =>
      args.map((arg) =>
        arg
          .replace("=/charters", "=orgs")
          .replace("=/run/secrets/charter", "=secrets")
          .replace(/^--metrics-port=.*/, "--metrics-port=0"),
      );
    const { cwd, environment } = world.surroundings();
    const around = { cwd, environment: { ...environment, CHARTER_TOKEN: "" } };
    const round = await command(here((await cronJob()).containers[0].args), around);
    expect(JSON.parse(round.out)).toEqual({ enqueued: 2, already: 0 });
    const { code, err } = await command([...here((await deployment()).containers[0].args), "--until-empty"], around);
    expect(code, err).toBe(0);
    expect(linesOf(err, "organization").map(({ outcome }) => outcome)).toEqual(["applied", "applied"]);
  });
});
