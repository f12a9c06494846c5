import { quoted } from "../../diagnostics/printable.ts";
import { suggestion } from "../../diagnostics/suggest.ts";
import { fieldFault } from "../../membership/field.ts";
import { builtInDocuments } from "../../role-models/built-in.ts";
import type { CharterCheck } from "../charter-check.ts";

/** The role model that is named, the tier and the settings. */
export function checkOrganization(check: CharterCheck): void {
  checkRoleModel(check);
  checkTier(check);
  checkSettings(check);
}

function checkRoleModel(check: CharterCheck): void {
  const named = check.document.roleModel;
  if (named === undefined || named === check.model?.key) return;
  if (check.model !== undefined) {
    const message = `the charter names the role model ${quoted(named)}, but is checked by ${quoted(check.model.key)}; make them the same`;
    check.error("role-model-mismatch", ["roleModel"], message);
    return;
  }
  const known = builtInDocuments().map(({ key }) => key);
  const message = `there is no built-in role model ${quoted(named)}, and no rules were checked; \`charter validate --role-model FILE\` checks by those of your own; ${suggestion(named, known)}`;
  check.warning("unknown-role-model", ["roleModel"], message);
}

function checkTier(check: CharterCheck): void {
  const { document, model } = check;
  if (model === undefined || document.tier === undefined || model.tiers.has(document.tier)) return;
  const message = `there is no tier ${quoted(document.tier)}; ${suggestion(document.tier, model.tiers.keys())}`;
  check.error("unknown-tier", ["tier"], message);
}

function checkSettings(check: CharterCheck): void {
  const { document, model } = check;
  if (model === undefined) return;
  for (const [key, value] of Object.entries(document.settings ?? {})) {
    const field = model.settings.get(key);
    if (field === undefined) {
      const message = `there is no setting ${quoted(key)}; ${suggestion(key, model.settings.keys())}`;
      check.error("unknown-setting", ["settings", key], message, { part: "key" });
      continue;
    }
    const fault = fieldFault(field, value);
    if (fault !== undefined)
      check.error("setting-invalid", ["settings", key], `${quoted(key)} is ${quoted(value)}, but ${fault}`);
  }
}
