import { randomUUID } from "node:crypto";
import { readJson } from "./read-body.ts";
import { checked } from "./read-listing.ts";
import { Transport, type TransportOptions } from "./transport.ts";
import { objectOf, textOf } from "./wire-fields.ts";

/** Keys of the organizations that the token's person belongs to. Throws ApiError. */
export async function listMemberships(options: TransportOptions): Promise<string[]> {
  return await withTransport(options, async (transport) => {
    const request = { method: "GET", path: "/v1/me", what: "ask which organizations the token belongs to" } as const;
    return await transport.exchange(request, async (answer) => {
      const body = await readJson(answer);
      return checked(answer, () => keysOf(objectOf(body, "the identity").memberships));
    });
  });
}

/**
 * Accepts every pending invitation of somebody, or the one of an organization, in their name. Only an API that lets
 * tokens impersonate does so. Gives the organizations that were joined; throws ApiError.
 */
export async function acceptInvitationsAs(options: TransportOptions, email: string, organization?: string): Promise<string[]> {
  return await withTransport(options, async (transport) => {
    const headers = { "Charter-Act-As": email };
    const what = `read the invitations of ${email}`;
    const pending = await transport.exchange({ method: "GET", path: "/v1/me/invitations", headers, what }, async (answer) => {
      const body = await readJson(answer);
      return checked(answer, () => invitationsOf(objectOf(body, "the invitations").items));
    });
    const wanted = pending.filter((invitation) => organization === undefined || invitation.organization === organization);
    for (const { id } of wanted) await accept(transport, id, email);
    return wanted.map((invitation) => invitation.organization);
  });
}

async function accept(transport: Transport, id: string, email: string): Promise<void> {
  const headers = { "Charter-Act-As": email, "Idempotency-Key": randomUUID() };
  const path = `/v1/me/invitations/${encodeURIComponent(id)}/accept`;
  await transport.exchange({ method: "POST", path, headers, what: `accept the invitation of ${email}` }, readJson);
}

async function withTransport<Result>(options: TransportOptions, use: (transport: Transport) => Promise<Result>): Promise<Result> {
  const transport = new Transport(options);
  try {
    return await use(transport);
  } finally {
    await transport.close();
  }
}

function keysOf(memberships: unknown): string[] {
  if (!Array.isArray(memberships)) throw new Error("memberships must be a list");
  return memberships.map((membership) => textOf(objectOf(membership, "a membership").organization, "its organization"));
}

function invitationsOf(items: unknown): { id: string; organization: string }[] {
  if (!Array.isArray(items)) throw new Error("items must be a list");
  return items.map((item) => {
    const invitation = objectOf(item, "an invitation");
    return { id: textOf(invitation.id, "its id"), organization: textOf(invitation.organization, "its organization") };
  });
}
