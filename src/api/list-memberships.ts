import { membershipsFromWire, type WireMembership } from "./from-wire.ts";
import { readJson } from "./read-body.ts";
import { checked } from "./read-listing.ts";
import { Transport, type TransportOptions } from "./transport.ts";
import { objectOf } from "./wire-fields.ts";

/** The organizations of which the token's person is an active member. Throws ApiError. */
export async function listMemberships(options: TransportOptions): Promise<readonly WireMembership[]> {
  const transport = new Transport(options);
  const what = "ask which organizations the token belongs to";
  try {
    return await transport.exchange({ method: "GET", path: "/v1/me", what }, async (answer) => {
      const body = await readJson(answer);
      return checked(answer, () => membershipsFromWire(objectOf(body, "the identity")));
    });
  } finally {
    await transport.close();
  }
}
