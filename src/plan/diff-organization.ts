import type { ChangeOf, FieldPatch } from "../membership/change.ts";
import type { FieldValue } from "../membership/role-model.ts";
import type { DifferenceBuilder } from "./difference.ts";

/** Title, tier and settings: each is managed only where it is declared. */
export function diffOrganization(builder: DifferenceBuilder): void {
  const { desired, current } = builder;
  const settings = settingsPatch(builder);
  const change: ChangeOf<"update-organization"> = {
    kind: "update-organization",
    ...(desired.title === undefined || desired.title === current.title ? {} : { title: desired.title }),
    ...(desired.tier === undefined || desired.tier === current.tier ? {} : { tier: desired.tier }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
  if (Object.keys(change).length > 1) builder.want(change, desired.source);
}

function settingsPatch({ desired, current, model }: DifferenceBuilder): FieldPatch {
  const patch: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(desired.settings).sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (value !== (current.settings[key] ?? model.settings.get(key)?.default)) patch[key] = value;
  }
  return patch;
}
