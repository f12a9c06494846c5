/** A PostgreSQL database that cannot be reached or used. The message names it without user, password and options. */
export class DatabaseUnusable extends Error {
  constructor(url: string, reason: string) {
    super(`cannot use the PostgreSQL database${nameOf(url)}: ${reason}`);
    this.name = "DatabaseUnusable";
  }
}

/** Host and database; nothing where the text is no URL, for then nobody can tell which part is the password. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return "";
  const { host, pathname } = new URL(url);
  return ` ${host}${pathname}`;
}
