import { builtInDocuments } from "../role-models/built-in.ts";
import { emailFault, keyFault, roleModelFault } from "./founding-arguments.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

const DEFAULT_MODEL = "standard";

/** What a first charter is made of. */
export interface Founding {
  readonly organization: string;
  readonly owner: string;
  /** Key of a built-in role model. */
  readonly roleModel: string;
}

type Given = { readonly [Key in keyof Founding]?: string | undefined };

/**
 * Asks for what a new charter needs and no option said, a question each, until the answer can be used. An empty answer
 * takes what stands in brackets; without a bracket it ends the questions, as Ctrl-C does.
 */
export async function askFounding(terminal: Terminal, given: Given): Promise<Founding> {
  assertUsable(given);
  if (!terminal.interactive) return complete(given);
  const organization = given.organization ?? (await ask(terminal, "Key of the organization, such as acme: ", keyFault));
  const owner = given.owner ?? (await ask(terminal, "E-mail address of its first owner: ", emailFault));
  const roleModel = given.roleModel ?? (await askRoleModel(terminal));
  return { organization, owner, roleModel };
}

function assertUsable({ organization, owner, roleModel }: Given): void {
  const fault =
    (roleModel === undefined ? undefined : roleModelFault(roleModel)) ??
    (organization === undefined ? undefined : keyFault(organization)) ??
    (owner === undefined ? undefined : emailFault(owner));
  if (fault !== undefined) throw new UsageError(fault);
}

function complete({ organization, owner, roleModel = DEFAULT_MODEL }: Given): Founding {
  if (organization === undefined || owner === undefined)
    throw new UsageError(
      "a new charter needs --organization KEY and --owner EMAIL; --from-live writes one from what is there",
    );
  return { organization, owner, roleModel };
}

async function askRoleModel(terminal: Terminal): Promise<string> {
  const keys = builtInDocuments().map(({ key }) => key);
  terminal.err(`Role models: ${keys.join(", ")} (\`charter role-model show KEY\` explains one)\n`);
  return await ask(terminal, `Role model [${DEFAULT_MODEL}]: `, roleModelFault, DEFAULT_MODEL);
}

async function ask(
  terminal: Terminal,
  question: string,
  faultOf: (answer: string) => string | undefined,
  preset = "",
): Promise<string> {
  for (;;) {
    const answer = (await terminal.ask(question)).trim() || preset;
    if (answer === "") throw new UsageError("nothing was written");
    const fault = faultOf(answer);
    if (fault === undefined) return answer;
    terminal.err(`${fault}\n`);
  }
}
