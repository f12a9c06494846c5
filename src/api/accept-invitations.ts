import { randomUUID } from "node:crypto";
import { HTTP_CAPABILITIES } from "./capabilities.ts";
import { readJson } from "./read-body.ts";
import { checked, readListing } from "./read-listing.ts";
import { Transport, type TransportOptions } from "./transport.ts";
import { textOf } from "./wire-fields.ts";

/**
 * Accepts the pending invitations of somebody, of one organization or of all, on an API that lets tokens act for
 * others. Gives the keys of the organizations that the person has joined. Throws ApiError.
 */
export async function acceptInvitationsAs(
  options: TransportOptions,
  email: string,
  organization?: string,
): Promise<readonly string[]> {
  const transport = new Transport(options);
  try {
    const accepted: string[] = [];
    for (const invitation of await pendingOf(transport, email)) {
      if (organization !== undefined && invitation.organization !== organization) continue;
      await accept(transport, email, invitation.id);
      accepted.push(invitation.organization);
    }
    return accepted;
  } finally {
    await transport.close();
  }
}

async function pendingOf(
  transport: Transport,
  email: string,
): Promise<readonly { readonly id: string; readonly organization: string }[]> {
  const what = `read the invitations of ${email}`;
  const listing = { path: "/v1/me/invitations", key: "id", what, headers: actingAs(email), paged: false };
  const { items } = await readListing(transport, listing, { pageSize: 1000, capabilities: HTTP_CAPABILITIES });
  return items.map((item) =>
    checked({ status: 200, attempted: { target: transport.target, what, requestId: "" } }, () => ({
      id: textOf(item, "id"),
      organization: textOf(item, "organization"),
    })),
  );
}

async function accept(transport: Transport, email: string, id: string): Promise<void> {
  const headers = { ...actingAs(email), "idempotency-key": randomUUID() };
  const path = `/v1/me/invitations/${encodeURIComponent(id)}/accept`;
  await transport.exchange({ method: "POST", path, headers, what: `accept the invitation of ${email}` }, readJson);
}

function actingAs(email: string): Readonly<Record<string, string>> {
  return { "charter-act-as": email };
}
