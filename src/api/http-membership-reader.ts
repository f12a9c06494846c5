import type { Capabilities } from "../membership/capabilities.ts";
import { COLLECTIONS, type Collection } from "../membership/declaration.ts";
import type { Completeness, Reading } from "../membership/reading.ts";
import type { RoleModel } from "../membership/role-model.ts";
import { ApiError } from "./api-error.ts";
import { identityFromWire } from "./from-wire.ts";
import type { Identity, MembershipReader } from "./ports.ts";
import { readJson } from "./read-body.ts";
import { checked } from "./read-listing.ts";
import { REREADS, readListings } from "./read-listings.ts";
import { type Listed, readSnapshot } from "./read-snapshot.ts";
import { roleModelFromWire } from "./role-model-from-wire.ts";
import type { Transport } from "./transport.ts";
import { objectOf } from "./wire-fields.ts";

export interface HttpReaderOptions {
  readonly organization: string;
  /** Path of the organization. */
  readonly path: string;
  readonly capabilities: Capabilities;
  /** Entries asked for at once, where listings are paged through. */
  readonly pageSize: number;
}

/** Reads an organization through the membership API. All methods throw {@link ApiError}. */
export class HttpMembershipReader implements MembershipReader {
  readonly target: string;
  readonly capabilities: Capabilities;
  readonly #transport: Transport;
  readonly #options: HttpReaderOptions;
  #snapshots: boolean;

  constructor(transport: Transport, options: HttpReaderOptions) {
    this.target = transport.target;
    this.capabilities = options.capabilities;
    this.#transport = transport;
    this.#options = options;
    this.#snapshots = options.capabilities.snapshot;
  }

  async whoAmI(): Promise<Identity> {
    const { organization } = this.#options;
    const what = "ask who the token is";
    return await this.#transport.exchange({ method: "GET", path: "/v1/me", what }, async (answer) => {
      const body = await readJson(answer);
      return checked(answer, () => identityFromWire(objectOf(body, "the identity"), organization));
    });
  }

  async readRoleModel(): Promise<RoleModel> {
    const { organization, path } = this.#options;
    const what = `read the role model of ${organization}`;
    return await this.#transport.exchange({ method: "GET", path: `${path}/role-model`, what }, async (answer) => {
      const body = await readJson(answer);
      return checked(answer, () => roleModelFromWire(body));
    });
  }

  async read(): Promise<Reading> {
    const snapshot = this.#snapshots ? await this.#tryReadSnapshot() : undefined;
    return snapshot ?? (await readListings(this.#transport, this.#options));
  }

  /** Undefined where the API has no snapshots, or not for this token. */
  async #tryReadSnapshot(): Promise<Reading | undefined> {
    const { organization, path } = this.#options;
    const request = { method: "GET", path: `${path}/snapshot`, what: `read ${organization}` } as const;
    try {
      for (let rereads = 0; ; rereads += 1) {
        const listed = await this.#transport.exchange(request, readSnapshot);
        if (listed.contradictions.size === 0 || rereads === REREADS) return readingOf(listed);
      }
    } catch (error) {
      if (!(error instanceof ApiError) || !isNotOffered(error)) throw error;
      this.#snapshots = false;
      return undefined;
    }
  }
}

function readingOf({ organization, version, contradictions }: Listed): Reading {
  const completeness = Object.fromEntries(
    COLLECTIONS.map((collection): [Collection, Completeness] => {
      const reason = contradictions.get(collection);
      return [collection, reason === undefined ? { state: "complete" } : { state: "truncated", reason }];
    }),
  );
  return { organization, version, completeness: completeness as Record<Collection, Completeness> };
}

function isNotOffered({ status, code }: ApiError): boolean {
  if (code === "unknown-organization") return false;
  return status === 403 || status === 404 || status === 405 || status === 501;
}
