import { clipped } from "../../diagnostics/clipped.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { FindingList } from "../../diagnostics/finding-list.ts";
import { printable, quoted } from "../../diagnostics/printable.ts";
import { listed } from "../../diagnostics/suggest.ts";
import type { LocatedDocument } from "../../documents/located-document.ts";
import { MadeDocument } from "../../documents/made-document.ts";
import type { Path } from "../../documents/path.ts";
import { type ReadDocument, readDocument } from "../../documents/read-document.ts";
import type { RoleModel } from "../../membership/role-model.ts";
import { tryFindBuiltIn } from "../../role-models/built-in.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import { carry } from "./carry.ts";
import { checkBlocks } from "./check-blocks.ts";
import { charterBlocks, type StackBlock } from "./stack-block.ts";
import { StackCharter } from "./stack-charter.ts";
import { providerAlias, type StackProvider, usedProviders } from "./stack-provider.ts";
import { StackValues } from "./stack-values.ts";

/**
 * Reads a synthesized stack as the charter that it means, with no Terraform in between. References between our own
 * resources are resolved; what only Terraform could evaluate is the finding `needs-terraform`.
 *
 * @param chosen key of the organization, where the stack may have several
 */
export function readStack(path: string, file: string, chosen?: string): ReadDocument {
  const read = readDocument(path, file);
  if (read.document === undefined) return read;
  const findings = new FindingList();
  const document = new StackReading(read.document, findings).charter(chosen);
  const found = [...read.findings, ...findings.toArray()];
  // Of a stack that is known in part, what is missing would be at fault for nothing.
  return { text: read.text, document: hasErrors(found) ? undefined : document, findings: found };
}

/** What of a stack belongs to one organization. */
interface Owned {
  /** Undefined where only the environment of Terraform says so. */
  readonly organization: string | undefined;
  /** Of its provider. */
  readonly path: Path;
  readonly blocks: readonly StackBlock[];
}

class StackReading {
  readonly #from: LocatedDocument;
  readonly #stack: Fields;
  readonly #findings: FindingList;
  readonly #blocks: readonly StackBlock[];
  readonly #values: StackValues;

  constructor(from: LocatedDocument, findings: FindingList) {
    this.#from = from;
    this.#stack = fieldsOf(from.value);
    this.#findings = findings;
    this.#blocks = charterBlocks(this.#stack);
    this.#values = new StackValues(this.#blocks, (path, what) => this.#needsTerraform(path, what));
  }

  /** Undefined where there is nothing of ours in the stack, and where it has to be guessed whose it is. */
  charter(chosen: string | undefined): LocatedDocument | undefined {
    const providers = usedProviders(this.#stack, this.#blocks);
    if (this.#blocks.length + providers.length === 0) {
      const message = "the stack has no membership of the provider charter; name another stack";
      return this.#fault("no-membership", [], message);
    }
    if (!this.#allBelong(providers)) return undefined;
    const owned = this.#owned(providers, chosen);
    if (owned === undefined) return undefined;
    const { organization, path } = owned;
    checkBlocks(this.#stack, owned.blocks, (at, what) => this.#needsTerraform(at, what));
    const carriedPath = ["//", "charter", organization ?? ""];
    const carried = fieldsOf(fieldsOf(fieldsOf(this.#stack["//"]).charter)[organization ?? ""]);
    const model = typeof carried.roleModel === "string" ? tryFindBuiltIn(carried.roleModel) : undefined;
    const charter = new StackCharter(this.#from, this.#values, model);
    if (organization !== undefined) charter.document.organization = organization;
    charter.heads.set("organization", path);
    charter.document.charter = "v1";
    for (const block of owned.blocks) this.#add(charter, block, model);
    carry(charter, carried, { path: carriedPath, from: this.#from });
    this.#wholeSets(charter, owned.blocks);
    return this.#made(charter);
  }

  /** Whether the provider of every resource is in the stack: else nobody can tell whose it is. */
  #allBelong(providers: readonly StackProvider[]): boolean {
    const aliases = new Set<string | undefined>(providers.map(({ alias }) => alias));
    const strays = this.#blocks.filter((block) => !aliases.has(providerAlias(block)));
    for (const { type, name, path, fields } of strays) {
      const named = fields.provider === undefined ? "charter" : fields.provider;
      const message = `the provider ${quoted(named)} of ${printable(`${type}.${name}`)} is not configured in this stack, so whose it is cannot be told; configure it with its organization`;
      this.#fault("unknown-provider", [...path, "provider"], message);
    }
    return strays.length === 0;
  }

  /** The organization that is meant, with its resources. */
  #owned(providers: readonly StackProvider[], chosen: string | undefined): Owned | undefined {
    const keys = new Map(providers.map(({ alias, path, fields }) => [alias, this.#organization(path, fields)]));
    const organizations = [...new Set(keys.values())];
    const [only] = organizations;
    if (organizations.length > 1 && organizations.includes(undefined)) return this.#nameless(providers);
    const organization = chosen ?? only;
    if (chosen === undefined && organizations.length > 1) {
      const names = organizations.map((key) => printable(key ?? ""));
      const message = `the stack declares several organizations: ${listed(names)}; name one of them, as in ${printable(this.#from.file)}#${names[0]}`;
      return this.#fault("several-organizations", providers[1]?.path ?? [], message);
    }
    if (!organizations.includes(organization)) {
      const names = listed(organizations.map((key) => printable(key ?? "")));
      return this.#fault(
        "unknown-organization",
        [],
        `the stack has no organization ${quoted(chosen)}; it has ${names}`,
      );
    }
    const blocks = this.#blocks.filter((block) => keys.get(providerAlias(block) ?? "") === organization);
    const provider = providers.find(({ alias }) => keys.get(alias) === organization);
    return { organization, path: provider?.path ?? [], blocks };
  }

  #nameless(providers: readonly StackProvider[]): undefined {
    for (const { path, fields } of providers.filter((one) => (one.fields.organization ?? null) === null)) {
      const named = quoted(fields.alias ?? "charter");
      const message = `the provider ${named} names no organization, and others in this stack do, so whose its resources are cannot be told; give it organization`;
      this.#fault("organization-not-given", path, message);
    }
  }

  #add(charter: StackCharter, block: StackBlock, model: RoleModel | undefined): void {
    const { type, name, path, fields } = block;
    if (!charter.add(block))
      this.#fault("unknown-resource", path, `the provider charter has no resource ${quoted(type)}`);
    if (type !== "charter_owner") return;
    if (model === undefined || !("role" in model.ownership.keystone))
      this.#needsTerraform(path, `${type}.${name}: which role is the owner's is known of built-in role models only`);
    if (fields.former_owner_role !== undefined)
      this.#needsTerraform([...path, "former_owner_role"], "former_owner_role: declare the former owner as a member");
  }

  /** Whole sets remove who is not declared: of members everybody, of grants those of all places or of none. */
  #wholeSets(charter: StackCharter, blocks: readonly StackBlock[]): void {
    const { document, covered } = charter;
    const unmanaged = { ...fieldsOf(document.unmanaged) };
    if (blocks.some(({ type }) => type === "charter_members")) unmanaged.members = "remove";
    if (covered.size > 0) {
      unmanaged.grants = "remove";
      for (const section of ["tenants", "projects"] as const) {
        for (const [key, place] of Object.entries(fieldsOf(document[section]))) {
          if (covered.has(`${section}/${key}`)) continue;
          const message = `${quoted(`${section}/${key}`)} has no whole set of its members, but other places have; give all of them one, or none`;
          const at = charter.origins.get(place as object)?.([], "key") ?? this.#from.locate([]);
          this.#findings.error("mixed-forms", () => ({ message, ...at }));
        }
      }
    }
    if (Object.keys(unmanaged).length > 0) document.unmanaged = unmanaged;
  }

  #organization(path: Path, { organization }: Fields): string | undefined {
    return this.#values.text([...path, "organization"], organization);
  }

  #made({ document, origins, heads }: StackCharter): MadeDocument {
    const all = new Map(origins);
    all.set(document, ([field = "", ...rest], part) => {
      const at = heads.get(String(field));
      return this.#from.locate(at === undefined ? [] : [...at, ...rest], part);
    });
    return new MadeDocument(this.#from, document, all);
  }

  #needsTerraform(path: Path, what: string): void {
    this.#fault(
      "needs-terraform",
      path,
      `only Terraform can evaluate ${printable(clipped(what, 200))}; write the value down, or plan with Terraform`,
    );
  }

  #fault(code: string, path: Path, message: string): undefined {
    this.#findings.error(code, () => ({ message, ...this.#from.locate(path) }));
  }
}
