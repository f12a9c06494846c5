import { lockFolder } from "./folder-lock.ts";
import { openStore, type Store, type StoreOptions } from "./store.ts";

/**
 * Opens the store for a server: an embedded database, for this server alone until it is closed.
 *
 * @param patienceMs how long to wait for a server that is about to stop
 * @throws {FolderInUse} where another server works on the folder
 * @throws what {@link openStore} throws
 */
export async function openOwnStore(options: StoreOptions, patienceMs?: number): Promise<Store> {
  if ("database" in options) return openStore(options);
  const lock = await lockFolder(options.folder, patienceMs);
  try {
    const store = await openStore(options);
    const close = async () => {
      await store.close();
      lock.release();
    };
    return { ...store, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}
