/**
 * Makes everything that a release uploads, in `--out FOLDER` (default: dist-release), for each `--platform OS_ARCH`
 * (default: all). `--dry-run` does it in a throwaway clone, at the version that the pending changesets make; nothing
 * here uploads anything. `--version-only` makes that version in this checkout, for a pull request.
 *
 * `GPG_FINGERPRINT` names the key that signs the provider's checksums.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { fromRoot } from "./generate/paths.ts";
import { makeArtefacts, verifyArtefacts } from "./release/artefacts.ts";
import { makeVersion, pendingChangesets, versionOf } from "./release/make-version.ts";
import { inThrowawayClone } from "./release/throwaway-clone.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "dist-release" },
    platform: { type: "string", multiple: true, default: [] },
    "dry-run": { type: "boolean", default: false },
    "version-only": { type: "boolean", default: false },
  },
});
const root = fromRoot("").replace(/\/$/, "");
const out = resolve(values.out);
const signer = process.env.GPG_FINGERPRINT || undefined;

if (values["version-only"]) say(`version ${await makeVersion(root, today())}`);
else if (values["dry-run"]) await inThrowawayClone(root, rehearse);
else await release(root);

async function rehearse(clone: string): Promise<void> {
  const pending = await pendingChangesets(clone);
  const version = pending.length === 0 ? await versionOf(clone) : await makeVersion(clone, today());
  say(`version ${version}, from ${pending.length} changesets`);
  await release(clone);
  say("nothing was uploaded");
}

async function release(from: string): Promise<void> {
  await makeArtefacts({ root: from, out, platforms: values.platform, signer, say });
  await verifyArtefacts(out);
  say(`everything is in ${out}, and fits its checksums`);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function say(step: string): void {
  process.stdout.write(`${step}\n`);
}
