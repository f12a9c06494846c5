import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { observed, type RunningCommand } from "./child-command.ts";
import { readContainerfile, type Stage } from "./containerfile.ts";
import { freePort } from "./free-port.ts";

/** Programs of the base image that the steps and the health check use. */
const OF_THE_BASE = ["sh", "bash", "mv", "install", "grep", "env"];

/** An image whose steps were carried out in folders, for machines without a container engine. */
export interface Image {
  readonly root: string;
  readonly user: string;
  readonly exposed: string;
  /** What its health check runs. */
  readonly health: readonly string[];
  /** Starts it as an engine does: the entry point with these arguments, or with its own. */
  start(argv?: readonly string[], environment?: Readonly<Record<string, string>>): RunningCommand;
  /** Runs something else in it. */
  run(argv: readonly string[]): RunningCommand;
}

/** Carries out a container file's stages, each on a copy of this machine's shell. Takes root, for its `chroot`. */
export async function buildImage(
  containerfile: string,
  context: string,
  folder: string,
  values: Readonly<Record<string, string>>,
): Promise<Image> {
  const stages = readContainerfile(atPort(await readFile(containerfile, "utf8"), await freePort()));
  const roots = new Map<string, string>();
  let root = "";
  for (const [index, stage] of stages.entries()) {
    root = join(folder, `stage-${index}`);
    await makeBase(root);
    for (const step of stage.steps) await carryOut(step.keyword, expand(step.text, values), { root, context, roots });
    roots.set(stage.name ?? `${index}`, root);
  }
  return imageOf(stages.at(-1) as Stage, root);
}

/** Without an engine the image listens on a port of this machine, where its own may be taken. */
function atPort(containerfile: string, port: number): string {
  const own = /^EXPOSE (\d+)$/m.exec(containerfile)?.[1];
  if (own === undefined) throw new Error("the container file exposes no port");
  return containerfile.replaceAll(new RegExp(`\\b${own}\\b`, "g"), String(port));
}

function expand(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the container file uses ${name}, which nobody gave`);
    return value;
  });
}

/** This machine's shell and a few tools, with the libraries that they and the executable load. */
async function makeBase(root: string): Promise<void> {
  for (const below of ["usr/bin", "usr/lib", "usr/lib64", "usr/local/bin", "tmp"])
    await mkdir(join(root, below), { recursive: true });
  for (const folder of ["bin", "lib", "lib64"])
    if (existsSync(`/${folder}`)) await symlink(`usr/${folder}`, join(root, folder));
  const files = new Set(OF_THE_BASE.map((name) => execFileSync("which", [name], { encoding: "utf8" }).trim()));
  for (const program of [...files, process.execPath])
    for (const [library] of execFileSync("ldd", [program], { encoding: "utf8" }).matchAll(/\/\S+/g)) files.add(library);
  for (const file of files) {
    await mkdir(join(root, dirname(file)), { recursive: true });
    await cp(file, join(root, file), { dereference: true, force: true });
  }
  execFileSync("chmod", ["1777", join(root, "tmp")]);
}

interface Place {
  readonly root: string;
  readonly context: string;
  readonly roots: ReadonlyMap<string, string>;
}

async function carryOut(keyword: string, text: string, { root, context, roots }: Place): Promise<void> {
  if (keyword === "RUN") execFileSync("chroot", [root, "/bin/sh", "-c", text], { stdio: "pipe" });
  else if (keyword === "ADD") {
    const [from = "", to = ""] = text.split(" ");
    execFileSync("tar", ["-xzf", join(context, from), "-C", join(root, to)]);
  } else if (keyword === "COPY") {
    const words = text.split(" ");
    const options = words.filter((word) => word.startsWith("--")).map((word) => word.slice(2).split("="));
    const { from = "", chown } = Object.fromEntries(options) as { from?: string; chown?: string };
    const paths = words.filter((word) => !word.startsWith("--"));
    const to = join(root, paths.at(-1) ?? "");
    await mkdir(to.endsWith("/") ? to : dirname(to), { recursive: true });
    for (const path of paths.slice(0, -1)) execFileSync("cp", ["-a", join(roots.get(from) ?? context, path), to]);
    if (chown !== undefined) execFileSync("chown", ["-R", chown, to]);
  }
}

function imageOf({ steps }: Stage, root: string): Image {
  const last = (keyword: string) => steps.findLast((step) => step.keyword === keyword)?.text ?? "";
  const list = (text: string) => JSON.parse(text) as string[];
  const user = last("USER");
  const environment = steps.filter(({ keyword }) => keyword === "ENV").map(({ text }) => text);
  const run = (argv: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const given = [...environment, ...Object.entries(more).map(([name, value]) => `${name}=${value}`)];
    const within = ["env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin", ...given, ...argv];
    const script = `cd ${last("WORKDIR")} && exec "$@"`;
    return observed(
      spawn("chroot", [`--userspec=${user}`, root, "/bin/sh", "-c", script, "sh", ...within], {
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  };
  return {
    root,
    user,
    exposed: last("EXPOSE"),
    health: list(last("HEALTHCHECK").replace(/^.*? CMD /, "")),
    start: (argv = list(last("CMD")), more) => run([...list(last("ENTRYPOINT")), ...argv], more),
    run,
  };
}
