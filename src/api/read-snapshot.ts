import type { Collection } from "../membership/declaration.ts";
import type { Organization } from "../membership/organization.ts";
import { ApiError } from "./api-error.ts";
import { Assembly } from "./assembly.ts";
import { forEachLine, LineTooLong } from "./for-each-line.ts";
import { foreign, malformed } from "./read-body.ts";
import type { Answer } from "./transport.ts";
import { countOf, objectOf, WireFault, type WireObject } from "./wire-fields.ts";

/** What one reading of the organization gave, and where it contradicted itself. */
export interface Listed {
  readonly organization: Organization;
  readonly version: number;
  readonly contradictions: ReadonlyMap<Collection, string>;
}

/** The counts that the header promises, and the collection each belongs to. */
const COUNTED = [
  { type: "member", field: "members", collection: "members" },
  { type: "invitation", field: "invitations", collection: "members" },
  { type: "role", field: "roles", collection: "roles" },
  { type: "tenant", field: "tenants", collection: "tenants" },
  { type: "project", field: "projects", collection: "projects" },
  { type: "tenant-member", field: "tenantMembers", collection: "grants" },
  { type: "project-member", field: "projectMembers", collection: "grants" },
] as const;

/** Lines beyond those that are announced which are read before a snapshot counts as one without end. */
const MOST_UNANNOUNCED = 1_000;

/** Reads a snapshot as it streams in. Throws {@link ApiError} where it is none, or is cut off. */
export async function readSnapshot(answer: Answer): Promise<Listed> {
  if (answer.contentType !== undefined && !/json|ndjson/i.test(answer.contentType)) throw foreign(answer);
  const snapshot = new Snapshot();
  let number = 0;
  try {
    await forEachLine(answer.body, (line) => {
      number += 1;
      snapshot.take(parseLine(line));
    });
    if (!snapshot.complete) throw cutOff(answer, number);
    return snapshot.toListed();
  } catch (error) {
    if (error instanceof SyntaxError) throw cutOff(answer, number);
    if (error instanceof WireFault) throw malformed(answer, `line ${number}: ${error.message}`);
    if (error instanceof LineTooLong) throw malformed(answer, `line ${number + 1} does not end`);
    throw error;
  }
}

/** A snapshot as far as it has come. */
class Snapshot {
  complete = false;
  readonly #assembly = new Assembly();
  readonly #counts = new Map<string, number>();
  #header: WireObject | undefined;
  #version = 0;
  #lines = 0;
  #most = 0;

  take(line: WireObject): void {
    if (this.#header === undefined) return this.#begin(line);
    if (this.complete) throw new WireFault("there is something after the trailer");
    if (line.type === "trailer") return this.#end(line);
    this.#lines += 1;
    if (this.#lines > this.#most) throw new WireFault("it goes on, far beyond what its header announced");
    const type = line.type as string;
    this.#counts.set(type, (this.#counts.get(type) ?? 0) + 1);
    this.#add(type, line);
  }

  toListed(): Listed {
    const organization = this.#assembly.toOrganization();
    const counts = objectOf(this.#header?.counts, "counts");
    for (const { type, field, collection } of COUNTED) {
      const promised = countOf(counts, field);
      const found = this.#counts.get(type) ?? 0;
      if (found !== promised) {
        this.#assembly.contradict(collection, `the snapshot announced ${promised} ${field} and had ${found}`);
      }
    }
    return { organization, version: this.#version, contradictions: this.#assembly.contradictions };
  }

  #begin(line: WireObject): void {
    if (line.type !== "header") throw new WireFault("a snapshot begins with its header");
    this.#version = countOf(line, "version");
    this.#header = line;
    const counts = objectOf(line.counts, "counts");
    this.#most = COUNTED.reduce((sum, { field }) => sum + countOf(counts, field), MOST_UNANNOUNCED);
  }

  #end(line: WireObject): void {
    this.complete = true;
    const version = countOf(line, "version");
    const count = countOf(line, "count");
    if (version !== this.#version) this.#contradictAll(`it changed from version ${this.#version} to ${version}`);
    if (count !== this.#lines) this.#contradictAll(`its trailer counts ${count} lines, and there were ${this.#lines}`);
  }

  #contradictAll(reason: string): void {
    for (const { collection } of COUNTED)
      this.#assembly.contradict(collection, `while the snapshot was read, ${reason}`);
  }

  #add(type: string, line: WireObject): void {
    switch (type) {
      case "member":
        return this.#assembly.addMember(line);
      case "invitation":
        return this.#assembly.addInvitation(line);
      case "project-member":
        return this.#assembly.addProjectMember(line);
      case "tenant-member":
        return this.#assembly.addTenantMember(line);
      case "role":
        return this.#assembly.addRole(line);
      case "tenant":
        return this.#assembly.addTenant(line);
      case "project":
        return this.#assembly.addProject(line);
      case "organization":
        return this.#assembly.setOrganization(line);
      default:
        throw new WireFault(`there is no kind of line ${JSON.stringify(type)}`);
    }
  }
}

function parseLine(line: string): WireObject {
  return objectOf(JSON.parse(line), "the line");
}

/** The connection ended politely and too early. */
function cutOff({ attempted, status }: Answer, lines: number): ApiError {
  return new ApiError(
    "connection-broken",
    `could not ${attempted.what}: the answer of ${attempted.target} is cut off after ${lines} lines`,
    { status, requestId: attempted.requestId, sent: true, transient: true },
  );
}
