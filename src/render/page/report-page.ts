import type { Reading } from "../../membership/reading.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import type { Plan } from "../../plan/plan.ts";
import type { PageData, PlanData } from "./page-data.ts";
import { pageHtml } from "./page-html.ts";
import { cardsHtml, headingHtml, noticesHtml, plainPlanHtml, plainRosterHtml, verdictHtml } from "./page-parts.ts";
import { planData } from "./plan-data.ts";
import { rosterData } from "./roster-data.ts";

/** What a report is made of. The same contents make the same page, to the byte. */
export interface ReportContents {
  readonly model: RoleModel;
  readonly reading: Reading;
  /** The target that was read. */
  readonly api: string;
  /** The instant at which it was read, ISO 8601 in UTC. */
  readonly read: string;
  readonly plan?: Plan | undefined;
}

/** The live state as one HTML file, with a plan where one is given. */
export function reportPage({ model, reading, api, read, plan }: ReportContents): string {
  const { organization, version } = reading;
  const { key, title } = organization;
  const roster = rosterData(model, organization);
  const shown = plan && planData(plan);
  const data: PageData = {
    organization: { key, ...(title === undefined ? {} : { title }) },
    api,
    roster,
    ...(shown === undefined ? {} : { plan: shown }),
  };
  const about = [
    ...(title === undefined ? [] : [key]),
    ...(organization.tier === undefined ? [] : [`tier ${organization.tier}`]),
  ];
  const verdict = plan === undefined ? "" : verdictHtml(plan, laterNote(plan, version));
  return pageHtml(data, {
    title: `${title ?? key}: membership`,
    heading: headingHtml(title ?? key, [...about, model.title, `${api}, version ${version}`, `read ${instant(read)}`]),
    summary: [verdict, noticesHtml(reading), cardsHtml(roster)].filter((part) => part !== "").join("\n"),
    plain: [...(shown === undefined ? [] : [plainPlanHtml(plainRows(shown))]), plainRosterHtml(roster)].join("\n"),
  });
}

/** A plan by itself as one HTML file, with nothing of the live state but what the plan says. */
export function planPage(plan: Plan): string {
  const { organization, api } = plan;
  const shown = planData(plan);
  return pageHtml(
    { organization: { key: organization }, api, plan: shown },
    {
      title: `${organization}: plan`,
      heading: headingHtml(organization, [api]),
      summary: verdictHtml(plan),
      plain: plainPlanHtml(plainRows(shown)),
    },
  );
}

/** Plans are held against what they touch, and not against the version: that it is another one is worth a word only. */
function laterNote({ base }: Plan, version: number): string[] {
  return base.version === version
    ? []
    : [`made from version ${base.version}; what is shown beside it is version ${version}`];
}

function plainRows({ refusals, changes }: PlanData): string[][] {
  return [
    ...refusals.map(({ address, code, message }) => [address, `refused, ${code}: ${message}`]),
    ...changes.map(({ sign, subject, group, detail }) => [`${sign} ${subject}`, `${group}: ${detail}`]),
  ];
}

/** `2026-11-22 12:00 UTC`. */
function instant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
