import type { Posted } from "./code-host.ts";
import type { HostClient, HostRequest } from "./host-client.ts";
import { JsonFields } from "./json-fields.ts";
import type { Entry } from "./own-entry.ts";

/** What an entry is to say; a comment has no title. */
interface Wanted {
  readonly title?: string;
  readonly body: string;
}

/** How a code host makes such an entry, and how it changes the one that there is. */
interface Ways {
  readonly create: Omit<HostRequest, "what">;
  readonly update: (own: Entry) => Omit<HostRequest, "what">;
  /** Field of the answer that has the address of the entry's page; not every entry has one. */
  readonly page: string;
  /** What is being done, for sentences. */
  readonly what: string;
}

/** Makes the entry, or changes it. One that says the same already is left alone: a change would be sent to watchers. */
export async function putEntry(
  client: HostClient,
  own: Entry | undefined,
  { title, body }: Wanted,
  { create, update, page, what }: Ways,
): Promise<Posted> {
  if (own !== undefined && own.body === body.trimEnd() && (title === undefined || own.title === title))
    return { what: "unchanged", url: own.url };
  const request = own === undefined ? create : update(own);
  const posted = new JsonFields(await client.json({ ...request, what }), what);
  return { what: own === undefined ? "created" : "updated", url: posted.maybeText(page) };
}
