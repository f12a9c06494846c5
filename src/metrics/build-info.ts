import packageJson from "../../package.json" with { type: "json" };
import type { Family } from "./family.ts";

/** Which version runs, on which Node. */
export function buildInfo(): Family {
  const labels = { version: packageJson.version, node: process.versions.node };
  const help = "Always 1: the versions of this package and of Node are its labels.";
  return { name: "charter_build_info", type: "gauge", help, samples: [{ labels, value: 1 }] };
}
