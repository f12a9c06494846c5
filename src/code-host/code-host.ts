/** A code host of one repository, as far as plans have to do with it. Every method throws {@link CodeHostError}. */
export interface CodeHost {
  readonly name: CodeHostName;
  /** The pull request that is being planned or was just merged, with who approves its head commit. */
  readReview(): Promise<RequestReview>;
  /** A file as it is at a commit or branch; undefined where there is none. The path is the repository's. */
  readFile(path: string, ref: string): Promise<string | undefined>;
  /** Keeps one comment on the pull request that this marker is a line of, the first or the last. */
  putComment(marker: string, body: string): Promise<Posted>;
  /** Keeps one open issue that this marker is a line of, likewise. */
  putIssue(marker: string, issue: IssueText): Promise<Posted>;
  /** Closes that issue, if it is open. */
  closeIssue(marker: string, body: string): Promise<Posted>;
  close(): Promise<void>;
}

export type CodeHostName = "github" | "gitlab";

/** A pull or merge request, and what its reviews come to. */
export interface RequestReview {
  /** `OWNER/NAME`, or the project's id. */
  readonly project: string;
  readonly number: number;
  /** The commit at its head: the only one whose reviews count. */
  readonly head: string;
  /** Login of whoever opened it. */
  readonly author: string;
  /** Logins whose approval of the head commit stands. */
  readonly approvedBy: readonly string[];
  /** Approvals that do not count, and why. */
  readonly discounted: readonly { readonly login: string; readonly reason: string }[];
  /** Commit or branch of the target as it is without the request. */
  readonly base: string;
}

export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** What became of a comment or an issue. */
export interface Posted {
  readonly what: "created" | "updated" | "unchanged" | "closed" | "absent";
  /** Its page, where there is one. */
  readonly url: string | undefined;
}

/** Label of the issue that a schedule keeps. */
export const DRIFT_LABEL = "charter-drift";
