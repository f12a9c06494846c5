import type { ExpiringAccess } from "../membership/expiring-access.ts";
import type { Plan } from "../plan/plan.ts";
import type { Terminal } from "./terminal.ts";
import type { PlanOptions } from "./verbs/plan-command.ts";

/** True where the output is to be JSON. */
export function asJson({ json, format }: Pick<PlanOptions, "format" | "json">): boolean {
  return json === true || format === "json";
}

/** What there is to show besides the plan itself. */
export interface Shown {
  readonly sourceUrl?: string | undefined;
  /** Where the plan is saved, if it is. */
  readonly file?: string | undefined;
  /** What the charter wants only for some days more. */
  readonly expiring?: readonly ExpiringAccess[];
}

/** Prints a plan as data. */
export async function printPlan(
  terminal: Terminal,
  plan: Plan,
  options: Pick<PlanOptions, "format" | "json">,
  shown: Shown = {},
): Promise<void> {
  const { expiring } = shown;
  switch (asJson(options) ? "json" : options.format) {
    case "json": {
      const { planJson } = await import("../render/plan-json.ts");
      return terminal.out(planJson(plan, expiring));
    }
    case "markdown":
      return terminal.out(await planInMarkdown(terminal, plan, shown));
    case "html": {
      const { planPage } = await import("../render/page/report-page.ts");
      return terminal.out(planPage(plan));
    }
    case "text": {
      const { planText } = await import("../render/plan-text.ts");
      return terminal.out(planText(plan, { color: terminal.color.out, width: terminal.width.out, expiring }));
    }
  }
}

/** A plan as a comment of a code host. */
export async function planInMarkdown(
  terminal: Terminal,
  plan: Plan,
  { sourceUrl: template, file, expiring }: Shown,
): Promise<string> {
  const [{ planMarkdown }, { sourceUrls, tryFindRunUrl }] = await Promise.all([
    import("../render/plan-markdown.ts"),
    import("./source-url.ts"),
  ]);
  return planMarkdown(plan, {
    sourceUrl: sourceUrls(terminal, template),
    command: file === undefined ? "charter plan" : `charter plan ${file}`,
    wholeUrl: tryFindRunUrl(terminal),
    expiring,
  });
}
