import type { RoleModelDocument } from "../membership/generated/role-model-document.ts";
import type { FieldValue } from "../membership/role-model.ts";
import { appendAudit } from "./store/audit.ts";
import type { Verdict } from "./store/dialect.ts";
import { type FoundingFault, foundOrganization } from "./store/found-organization.ts";
import { newId } from "./store/secrets.ts";
import type { Store } from "./store/store.ts";
import { makeToken } from "./store/tokens.ts";

/** The first organization of a server, or another one. */
export interface BootstrapRequest {
  /** `^[a-z0-9][a-z0-9-]{0,62}$`. */
  readonly organization: string;
  readonly title?: string;
  /** A valid document: it is not checked again here. */
  readonly roleModel: RoleModelDocument;
  /** Default: the role model's highest. */
  readonly tier?: string;
  /** E-mail address of the first owner. */
  readonly owner: string;
  /** Attributes of the first owner. A required one that is left out takes its first value. */
  readonly attributes?: Readonly<Record<string, FieldValue>>;
  /** Default: now. */
  readonly at?: Date;
}

export type Bootstrapped =
  | {
      readonly kind: "bootstrapped";
      readonly organization: string;
      readonly tier: string;
      readonly owner: string;
      /** Shown this once; only its hash is kept. */
      readonly token: string;
    }
  | FoundingFault;

/**
 * Makes an organization with its first owner, and a token for them. That the organization is there already, or that
 * the tier or an attribute is not one of the role model's, is answered as a fault; nothing is written then.
 */
export async function bootstrap(store: Store, request: BootstrapRequest): Promise<Bootstrapped> {
  const now = request.at ?? new Date();
  const { organization: key, title, tier, owner, attributes, roleModel } = request;
  return store.write(async (db): Promise<Verdict<Bootstrapped>> => {
    const founded = await foundOrganization(db, { key, title, tier, owner, attributes, roleModel }, now);
    if (founded.kind === "fault") return { commit: false, value: founded };
    const { token } = await makeToken(db, { email: owner, organization: founded.id, title: "bootstrap" }, now);
    await appendAudit(
      db,
      {
        organization: founded,
        version: founded.version,
        at: now.toISOString(),
        requestId: `bootstrap-${newId()}`,
        planDigest: undefined,
      },
      [
        {
          actor: owner,
          kind: "create-organization",
          address: "organization",
          before: undefined,
          after: { organization: key, tier: founded.tier, roleModel: roleModel.key },
        },
      ],
    );
    return { commit: true, value: { kind: "bootstrapped", organization: key, tier: founded.tier, owner, token } };
  });
}
