import { Annotations, type ITerraformDependable, Lazy, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { CharterDocument } from "../charter/generated/charter-document.ts";
import { loadCharter } from "../charter/load-charter.ts";
import { makeCharter } from "../charter/make-charter.ts";
import type { Finding } from "../diagnostics/finding.ts";
import type { FieldValue, RoleModel } from "../membership/role-model.ts";
import type { Scope } from "../membership/scope.ts";
import { carriedCharter } from "./carried-charter.ts";
import { chooseRoleModel } from "./choose-role-model.ts";
import { CustomRole, type CustomRoleProps } from "./custom-role.ts";
import { declaredCharter } from "./declared-charter.ts";
import { explainFinding } from "./explain-finding.ts";
import { fieldTexts } from "./field-texts.ts";
import { declareFromCharter, type FromCharterOptions, propsFromCharter } from "./from-charter.ts";
import { CharterProvider, OrganizationSettings } from "./generated/bindings/index.ts";
import { given } from "./given.ts";
import { Group } from "./group.ts";
import { Member, type MemberProps } from "./member.ts";
import { MemberSet } from "./member-set.ts";
import { type MembershipView, viewOf } from "./membership-view.ts";
import { Project, type ProjectProps } from "./project.ts";
import type { RoleModelChoice } from "./role-of.ts";
import { Tenant, type TenantProps } from "./tenant.ts";
import { unkeptPolicies } from "./unkept-policies.ts";
import { validateOrganization } from "./validate-organization.ts";

/** One resource for each, or one for all of them. */
export type Form = "each" | "set";

export interface OrganizationProps<Model extends RoleModelChoice = RoleModelChoice> {
  /** Key of the organization. */
  readonly organization: string;
  /** The rules by which everything is validated. A built-in one makes roles that it does not have type errors. */
  readonly roleModel?: Model;
  /** For people. Managed where given. */
  readonly title?: string;
  /** One of the role model's. Managed where given. */
  readonly tier?: string;
  /** Settings that the role model knows. Each one is managed where given. */
  readonly settings?: Readonly<Record<string, FieldValue>>;
  /** `set`: everybody as one resource, and whoever is not declared is removed. Default: `each`. */
  readonly members?: Form;
  /** The same for the roles in each tenant and project. Default: as `members`. */
  readonly grants?: Form;
  /** What `charter plan STACKDIR` does with what nobody declares; `members` and `grants` follow the forms. */
  readonly unmanaged?: CharterDocument["unmanaged"];
  /** Rails of `charter plan STACKDIR`, and checked at synth as far as that goes. Terraform knows none. */
  readonly guards?: CharterDocument["guards"];
  /** Who is who at the code host, for approvals of `charter plan STACKDIR`. */
  readonly identities?: CharterDocument["identities"];
  /** Address of the membership API. Default: `CHARTER_API` where Terraform runs. */
  readonly api?: string;
  /** A provider of one's own in place of the one that the organization makes. */
  readonly provider?: CharterProvider;
  /** The day (UTC) for `until`, as YYYY-MM-DD. Default: today. */
  readonly today?: string;
}

/** One organization: who belongs to it, in which role, and what they may do in its tenants and projects. */
export class Organization<Model extends RoleModelChoice = RoleModelChoice> extends Construct {
  readonly key: string;
  readonly props: OrganizationProps<Model>;
  readonly today: string;
  readonly forms: { readonly members: Form; readonly grants: Form };
  readonly provider: CharterProvider;
  /** The rules in force, where they are known. */
  readonly model: RoleModel | undefined;
  readonly settings: OrganizationSettings | undefined;
  /** Where a whole set is asked for: everybody, as one resource. */
  readonly memberSet: MemberSet | undefined;
  /** What all resources have in common: the provider, and that the tier and the settings come first. */
  readonly settled: { readonly provider: CharterProvider; readonly dependsOn?: ITerraformDependable[] };
  /** People who are to be removed although no resource says so. */
  readonly absent: string[] = [];
  /** What is wrong with the files that the organization is made from. */
  readonly faults: Finding[] = [];

  constructor(scope: Construct, id: string, props: OrganizationProps<Model>) {
    super(scope, id);
    this.key = props.organization;
    this.props = props;
    this.today = props.today ?? new Date().toISOString().slice(0, 10);
    const members = props.members ?? "each";
    this.forms = { members, grants: props.grants ?? members };
    const chosen = chooseRoleModel(props.roleModel);
    this.model = chosen.model;
    this.provider = props.provider ?? makeProvider(this);
    this.settings = makeSettings(this);
    this.settled = { provider: this.provider, ...(this.settings && { dependsOn: [this.settings] }) };
    if (members === "set") this.memberSet = new MemberSet(this);
    for (const policy of unkeptPolicies(this)) Annotations.of(this).addWarning(policy);
    this.faults.push(...chosen.findings);
    this.node.addValidation({ validate: () => validateOrganization(this) });
    const carried = Lazy.anyValue({ produce: () => carriedCharter(this) });
    TerraformStack.of(this).addOverride(`//.charter.${this.key}`, carried);
  }

  /**
   * An organization as a charter declares it. What is wrong with the charter is an error when the stack is
   * synthesized, with its file, line and column.
   *
   * @param path a file or a folder, relative to the working directory
   */
  static fromCharter(scope: Construct, id: string, path: string, options: FromCharterOptions = {}): Organization {
    const loaded = loadCharter([path], { cwd: process.cwd() });
    const organization: Organization = new Organization(scope, id, propsFromCharter(loaded, options));
    declareFromCharter(organization, loaded, options);
    return organization;
  }

  /** What is declared so far, for tests and for aspects: the errors, and the organization as it should be. */
  membership(): MembershipView {
    const { errors, ...view } = viewOf(makeCharter(declaredCharter(this)), this.model, this.today);
    return { ...view, errors: [...this.faults.filter(isError).map(explainFinding), ...errors] };
  }

  /** True for the role of the one owner, where the role model hands ownership over. */
  handsOver(role: string): boolean {
    const { keystone, handover } = this.model?.ownership ?? {};
    return handover === "transfer" && keystone !== undefined && "role" in keystone && keystone.role === role;
  }

  /** Somebody with an organization role. Who is not there yet is invited. */
  member(email: string, props: MemberProps<Model>): Member<Model> {
    return new Member(this, email, props);
  }

  /** A role of one's own. */
  role<S extends Scope = "organization">(key: string, props: CustomRoleProps<S>): CustomRole<S> {
    return new CustomRole<S>(this, key, props);
  }

  /** A name for some members, for use in grants. */
  group(name: string, members: readonly Member<Model>[]): Group<Model> {
    return new Group(name, members);
  }

  tenant(key: string, props: TenantProps = {}): Tenant<Model> {
    return new Tenant(this, key, props);
  }

  project(key: string, props: ProjectProps<Model> = {}): Project<Model> {
    return new Project(this, key, props);
  }
}

/** One provider for each organization: an app may have several. */
function makeProvider({ node, key, props }: Organization): CharterProvider {
  const scope = node.scope as Construct;
  return new CharterProvider(scope, `charter-${node.id}`, {
    alias: key,
    organization: key,
    ...given({ api: props.api }),
  });
}

function makeSettings(organization: Organization): OrganizationSettings | undefined {
  const { title, tier, settings } = organization.props;
  const managed = given({ title, tier, settings: fieldTexts(settings) });
  if (Object.keys(managed).length === 0) return undefined;
  return new OrganizationSettings(organization, "settings", { ...managed, provider: organization.provider });
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}
