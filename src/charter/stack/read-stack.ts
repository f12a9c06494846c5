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
import { usedProviders } from "./stack-provider.ts";
import { StackValues } from "./stack-values.ts";

/**
 * Reads a synthesized stack as the charter that it means, with no Terraform in between. References between our own
 * resources are resolved; what only Terraform could evaluate is the finding `needs-terraform`.
 */
export function readStack(path: string, file: string): ReadDocument {
  const read = readDocument(path, file);
  if (read.document === undefined) return read;
  const findings = new FindingList();
  const document = new StackReading(read.document, findings).charter();
  const found = [...read.findings, ...findings.toArray()];
  // Of a stack that is known in part, what is missing would be at fault for nothing.
  return { text: read.text, document: hasErrors(found) ? undefined : document, findings: found };
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
  charter(): LocatedDocument | undefined {
    const providers = usedProviders(this.#stack, this.#blocks);
    if (providers.length === 0) {
      const message = "the stack has no membership of the provider charter; name another stack";
      return this.#fault("no-membership", [], message);
    }
    const organizations = new Set(providers.map(({ path, fields }) => this.#organization(path, fields)));
    const [organization] = organizations;
    if (organizations.size > 1) {
      const names = listed([...organizations].map((key) => key ?? "one that has no key"));
      const message = `the stack declares several organizations: ${names}; give each of them a stack of its own`;
      return this.#fault("several-organizations", providers[1]?.path ?? [], message);
    }
    checkBlocks(this.#stack, this.#blocks, (path, what) => this.#needsTerraform(path, what));
    const carriedPath = ["//", "charter", organization ?? ""];
    const carried = fieldsOf(fieldsOf(fieldsOf(this.#stack["//"]).charter)[organization ?? ""]);
    const model = typeof carried.roleModel === "string" ? tryFindBuiltIn(carried.roleModel) : undefined;
    const charter = new StackCharter(this.#from, this.#values, model);
    if (organization !== undefined) charter.document.organization = organization;
    charter.heads.set("organization", providers[0]?.path ?? []);
    charter.document.charter = "v1";
    for (const block of this.#blocks) this.#add(charter, block, model);
    carry(charter, carried, { path: carriedPath, from: this.#from });
    this.#wholeSets(charter);
    return this.#made(charter);
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
  #wholeSets(charter: StackCharter): void {
    const { document, covered } = charter;
    const unmanaged = { ...fieldsOf(document.unmanaged) };
    if (this.#blocks.some(({ type }) => type === "charter_members")) unmanaged.members = "remove";
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
