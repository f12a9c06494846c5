import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { temporaryFolder } from "./temporary-folder.ts";

/** A synthesized stack. */
export interface Synthesized {
  /** The app's output, as `charter plan` takes it. */
  readonly folder: string;
  /** What Terraform is given. */
  readonly json: StackJson;
  readonly text: string;
  /** What was said with a warning, and where. */
  readonly warnings: readonly string[];
}

export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly provider?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly import?: readonly { readonly id: string; readonly to: string; readonly provider?: string }[];
  readonly terraform?: unknown;
}

/** Synthesizes what is declared in a stack named `members`, as an app does. */
export async function synthesized(declare: (stack: TerraformStack) => void): Promise<Synthesized> {
  const folder = await temporaryFolder();
  const app = new App({ outdir: folder });
  const stack = new TerraformStack(app, "members");
  new LocalBackend(stack, { path: "terraform.tfstate" });
  declare(stack);
  app.synth();
  const text = await readFile(join(folder, "stacks", "members", "cdk.tf.json"), "utf8");
  const annotations = app.manifest.forStack(stack).annotations ?? [];
  const warnings = annotations.map(({ constructPath, message }) => `${constructPath}: ${message}`);
  return { folder, text, json: JSON.parse(text) as StackJson, warnings };
}

/** The resources of a type, without what the framework notes on each of them, in order of their paths. */
export function resourcesOf({ json }: Synthesized, type: string): Record<string, unknown>[] {
  return Object.values(json.resource?.[type] ?? {}).map(({ "//": _note, provider: _provider, ...fields }) => fields);
}
