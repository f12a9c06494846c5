// Made by `npm run generate`; edits are lost.

/**
 * Fields by name; null where the object does not exist.
 */
export type Fields = {} | null;

/**
 * The difference between a charter and the live state, as `charter plan` prints it and `charter apply` carries it out.
 */
export interface PlanDocument {
  /**
   * Version of this format.
   */
  format: "charter-plan/v1";
  /**
   * Key of the organization.
   */
  organization: string;
  /**
   * SHA-256 of everything else but `expiring`, as JSON with sorted keys and no white space.
   */
  digest: string;
  /**
   * Key of the role model by whose rules the plan was judged.
   */
  roleModel: string;
  /**
   * The target that was read.
   */
  api: string;
  /**
   * Whose token made the plan.
   */
  actor: {
    email: string;
    /**
     * Organization role; null for nobody's.
     */
    role: string | null;
    /**
     * Null where the platform ranks nothing.
     */
    level: number | null;
  };
  /**
   * On whose authority the plan was made, besides the token's.
   */
  approvers: string[];
  /**
   * Who proposed it; their approval does not count.
   */
  author?: string;
  /**
   * The pull request whose approving reviews the plan was made on.
   */
  review?: {
    host: "github" | "gitlab";
    /**
     * `OWNER/NAME`, or the project's id.
     */
    project: string;
    /**
     * Its number.
     */
    request: number;
    /**
     * The commit that was reviewed.
     */
    head: string;
    /**
     * Login of whoever opened it.
     */
    author: string;
    /**
     * Login at the code host, to e-mail address.
     */
    approvedBy: {
      [k: string]: string;
    };
  };
  /**
   * The state that was read.
   */
  base: {
    /**
     * The organization's version.
     */
    version: number;
    /**
     * Versions of objects that the plan counts on without changing them, by address.
     */
    reliesOn: {
      [k: string]: string;
    };
  };
  /**
   * In the order in which they run one by one.
   */
  changes: Change[];
  /**
   * Declared, and not possible yet.
   */
  waiting: {
    address: string;
    for: string;
    role: string;
  }[];
  /**
   * Why the plan may not be applied; with one of them nothing is.
   */
  refusals: {
    /**
     * A rule's or a guard's name.
     */
    code: string;
    address: string;
    message: string;
    source?: Source;
  }[];
  /**
   * Live, and declared by no file.
   */
  unmanaged: {
    address: string;
    role?: string;
  }[];
  /**
   * Who gains and loses which permissions, place by place, net.
   */
  access: {
    email: string;
    /**
     * `organization`, `tenants/KEY` or `projects/KEY`.
     */
    scope: string;
    gains: string[];
    loses: string[];
    /**
     * Ids of the changes that it comes from.
     */
    through?: string[];
    /**
     * Present where the access comes only then.
     */
    once?: "invitation accepted";
  }[];
  /**
   * Guards that were switched off by name.
   */
  allowed: string[];
  /**
   * Number of changes by kind.
   */
  summary: {
    [k: string]: number;
  };
  /**
   * What the charter wants only for some days more. Printed on the day of the run, and no part of the plan or its digest.
   */
  expiring?: {
    address: string;
    role: string;
    /**
     * The last day (UTC), as YYYY-MM-DD.
     */
    until: string;
    source?: Source;
  }[];
}
export interface Change {
  id: string;
  kind:
    | "update-organization"
    | "transfer-ownership"
    | "create-role"
    | "update-role"
    | "delete-role"
    | "invite-member"
    | "cancel-invitation"
    | "resend-invitation"
    | "change-role"
    | "update-attributes"
    | "override-permissions"
    | "remove-member"
    | "create-tenant"
    | "update-tenant"
    | "delete-tenant"
    | "grant-tenant-role"
    | "change-tenant-role"
    | "revoke-tenant-role"
    | "create-project"
    | "update-project"
    | "delete-project"
    | "grant-project-role"
    | "change-project-role"
    | "revoke-project-role";
  address: string;
  before: Fields;
  after: Fields;
  /**
   * Ids of changes that must be done before.
   */
  needs: string[];
  /**
   * What the live object must still be.
   */
  expects: {
    /**
     * Its version.
     */
    etag?: string;
    role?: string;
    /**
     * It must not exist.
     */
    absent?: true;
    /**
     * The API's name of the invitation.
     */
    invitation?: string;
  };
  /**
   * What happens besides.
   */
  effects: string[];
  /**
   * Whether somebody gains access, or only loses some.
   */
  privilege: "broadens" | "narrows" | "unchanged";
  source?: Source;
}
/**
 * Where in the charter it was asked for.
 */
export interface Source {
  file: string;
  line: number;
  column: number;
}
