import { Command } from "commander";
import { type ConnectionOptions, withConnection, withOrganization } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

export interface InvitationOptions extends ConnectionOptions {
  readonly json?: boolean;
}

export interface AcceptOptions extends InvitationOptions {
  readonly as: string;
}

const EXAMPLES = `
Examples:
  charter invitations resend grace@acme.example
  charter invitations cancel grace@acme.example
  charter invitations accept --as grace@acme.example --api embedded:.demo/api`;

const RESEND_EXAMPLES = `
Examples:
  charter invitations resend grace@acme.example
  charter invitations resend grace@acme.example --organization acme`;

const CANCEL_EXAMPLES = `
Examples:
  charter invitations cancel grace@acme.example

A person that the charter declares is invited again by the next apply.`;

const ACCEPT_EXAMPLES = `
Examples:
  charter invitations accept --as grace@acme.example --api embedded:.demo/api
  charter invitations accept --as grace@acme.example --organization acme`;

/** What cannot be declared: sending an invitation again, taking it back by hand, and, on test APIs, accepting it. */
export function invitationsCommand(runtime: Runtime): Command {
  return new Command("invitations")
    .description("resend, cancel, or (on a test API) accept an invitation")
    .addHelpText("after", EXAMPLES)
    .addCommand(resendCommand(runtime))
    .addCommand(cancelCommand(runtime))
    .addCommand(acceptCommand(runtime));
}

const load = () => import("./invitations.ts");

function resendCommand({ terminal, end }: Runtime): Command {
  const command = new Command("resend")
    .description("send a pending or expired invitation again")
    .argument("<email>", "whose")
    .addHelpText("after", RESEND_EXAMPLES);
  return connected(command).action(async (email: string, options: InvitationOptions) => {
    end(await (await load()).resendOrCancel(terminal, "resend-invitation", email, options));
  });
}

function cancelCommand({ terminal, end }: Runtime): Command {
  const command = new Command("cancel")
    .description("take an invitation back")
    .argument("<email>", "whose")
    .addHelpText("after", CANCEL_EXAMPLES);
  return connected(command).action(async (email: string, options: InvitationOptions) => {
    end(await (await load()).resendOrCancel(terminal, "cancel-invitation", email, options));
  });
}

function acceptCommand({ terminal, end }: Runtime): Command {
  const command = new Command("accept")
    .description("accept for somebody; only on an embedded API or one started with --allow-impersonation")
    .requiredOption("--as <email>", "the invited person")
    .addHelpText("after", ACCEPT_EXAMPLES);
  return connected(command).action(async (options: AcceptOptions) => {
    end(await (await load()).acceptInvitation(terminal, options));
  });
}

function connected(command: Command): Command {
  return withOrganization(withConnection(command)).option("--json", "print JSON");
}
