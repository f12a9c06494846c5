/** The database cannot be used now, and trying again may help: it is gone, busy, has no connection or no room left. */
export class DatabaseUnavailable extends Error {
  /** Its disk has no room left: it can still be read. */
  readonly full: boolean;

  constructor(reason: string, options: { readonly full: boolean; readonly cause: unknown }) {
    super(`the database cannot be used: ${reason}`, { cause: options.cause });
    this.name = "DatabaseUnavailable";
    this.full = options.full;
  }
}
