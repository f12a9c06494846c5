import { toWire } from "../../src/api/to-wire.ts";
import type { Change } from "../../src/membership/change.ts";
import { emailKey } from "../../src/membership/email.ts";
import type { ApiAnswer, Caller } from "./membership-server.ts";

/** Asks the API for a change, over HTTP. Acceptance goes through the person's own list of invitations. */
export async function sendChange(caller: Caller, organization: string, change: Change): Promise<ApiAnswer> {
  const base = `/v1/organizations/${organization}`;
  if (change.kind === "delete-organization") return caller.delete(base);
  if (change.kind === "accept-invitation") return acceptAs(caller, organization, change.email);
  const { method, path, body } = toWire(change, {});
  const send = { POST: caller.post, PUT: caller.put, PATCH: caller.patch, DELETE: caller.delete }[method];
  return send(`${base}${path}`, body, conditionsOf(change));
}

/** A PUT is a grant or a change of role: conditions say which one is meant. */
function conditionsOf({ kind }: Change): Record<string, string> {
  if (kind === "grant-tenant-role" || kind === "grant-project-role") return { "if-none-match": "*" };
  if (kind === "change-tenant-role" || kind === "change-project-role") return { "if-match": "*" };
  return {};
}

async function acceptAs(caller: Caller, organization: string, email: string): Promise<ApiAnswer> {
  const { body } = await caller.get(`/v1/organizations/${organization}/invitations?limit=1000`);
  const id = body.items.find((item: { email: string }) => emailKey(item.email) === emailKey(email))?.id ?? "none";
  return caller.post(`/v1/me/invitations/${id}/accept`, undefined, { "charter-act-as": email });
}
