/** One file of an archive, of whichever format. */
export interface ArchiveEntry {
  /** Its path in the archive, with `/` between folders. */
  readonly name: string;
  readonly content: Buffer;
  /** Permissions, such as 0o755. */
  readonly mode: number;
}
