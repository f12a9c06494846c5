import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { chartersOf } from "../../charter/find-charter.ts";
import { type CharterGroup, organizationOf } from "../charter-groups.ts";
import { UsageError } from "../usage-error.ts";

/** What a folder of charters declares. */
interface Index {
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Entries that declare no organization, or cannot be read. */
  readonly nameless: readonly string[];
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "it is a file",
  EACCES: "permission denied",
};

/** The charters of a fleet: a folder in which every file or folder is one. It may change while it is looked at. */
export class FleetCharters {
  readonly #folder: string;
  readonly #cwd: string;
  #index: Index | undefined;

  constructor(folder: string, cwd: string) {
    this.#folder = folder;
    this.#cwd = cwd;
  }

  /** Every organization there is now, by key, and the entries that name none. Throws UsageError. */
  list(): { readonly organizations: readonly string[]; readonly nameless: readonly string[] } {
    const { paths, nameless } = this.#look();
    return { organizations: [...paths.keys()].sort(), nameless };
  }

  /** The charter of an organization as it is now; undefined where there is none any more. Throws UsageError. */
  tryFind(organization: string): CharterGroup | undefined {
    const known = this.#index?.paths.get(organization);
    const stands = known?.every((path) => organizationOf(path, this.#cwd) === organization) === true;
    const paths = stands ? known : this.#look().paths.get(organization);
    return paths === undefined ? undefined : { name: organization, paths };
  }

  #look(): Index {
    const paths = new Map<string, string[]>();
    const nameless: string[] = [];
    for (const path of this.#entries().flatMap((entry) => chartersOf(entry, this.#cwd))) {
      const organization = organizationOf(path, this.#cwd);
      if (organization === undefined) nameless.push(path);
      else paths.set(organization, [...(paths.get(organization) ?? []), path]);
    }
    this.#index = { paths, nameless };
    return this.#index;
  }

  /** As they are named on the command line: plans made on two machines name the same file. */
  #entries(): readonly string[] {
    try {
      const entries = readdirSync(resolve(this.#cwd, this.#folder), { withFileTypes: true });
      const charters = entries.filter((entry) => !entry.name.startsWith(".") && (!entry.isFile() || isCharter(entry)));
      return charters.map(({ name }) => join(this.#folder, name)).sort();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const why = REASONS[code ?? ""] ?? message;
      throw new UsageError(`cannot read the folder of charters ${this.#folder}: ${why}; --charters names it`);
    }
  }
}

function isCharter({ name }: { readonly name: string }): boolean {
  return /\.(ya?ml|json)$/.test(name);
}
