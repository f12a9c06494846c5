/** How the command ends. Scripts rely on these numbers. */
export const EXIT = {
  /** Done, or nothing to do. */
  done: 0,
  /** Usage, an unreadable or invalid charter, the network, authentication. */
  error: 1,
  /** Changes are pending: `drift`, and `plan --detailed-exitcode`. */
  pending: 2,
  /** A rule or a guard refused; nothing was written. */
  refused: 3,
  /** `apply` ended with some change failed, unknown or not attempted. */
  incomplete: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
