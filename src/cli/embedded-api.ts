import { startServer } from "../server/index.ts";

/** The project's own API inside this process, on a free port of the loopback address. */
export async function startEmbedded(directory: string): Promise<{ url: string; close(): Promise<void> }> {
  return await startServer({ data: directory, allowImpersonation: true });
}
