/** A pull request whose approving reviews a plan was made on. */
export interface Review {
  readonly host: "github" | "gitlab";
  /** `OWNER/NAME`, or the project's id. */
  readonly project: string;
  /** Number of the pull or merge request. */
  readonly request: number;
  /** The commit that was reviewed. */
  readonly head: string;
  /** Login of whoever opened it. */
  readonly author: string;
  /** Login at the code host, to e-mail address. */
  readonly approvedBy: Readonly<Record<string, string>>;
}
