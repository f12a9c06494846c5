import { Command } from "commander";
import { type ConnectionOptions, withConnection, withOrganization } from "../connection-options.ts";
import type { Runtime } from "../program.ts";

export interface InvitationOptions extends ConnectionOptions {
  readonly as?: string;
}

const EXAMPLES = `
Examples:
  charter invitations resend grace@acme.example
  charter invitations cancel grace@acme.example
  charter invitations accept --as grace@acme.example --api embedded:.demo/api`;

/** What cannot be declared: sending an invitation again, taking it back by hand, and, on test APIs, accepting it. */
export function invitationsCommand({ terminal, end }: Runtime): Command {
  const group = new Command("invitations")
    .description("resend, cancel, or (on a test API) accept an invitation")
    .addHelpText("after", EXAMPLES);
  const resend = new Command("resend")
    .description("send a pending or expired invitation again")
    .argument("<email>", "whose");
  const cancel = new Command("cancel").description("take an invitation back").argument("<email>", "whose");
  const accept = new Command("accept")
    .description("accept for somebody; only on an embedded API or one started with --allow-impersonation")
    .requiredOption("--as <email>", "the invited person");
  const load = () => import("./invitations.ts");
  group.addCommand(
    connected(resend).action(async (email: string, options: InvitationOptions) => {
      end(await (await load()).resendOrCancel(terminal, "resend-invitation", email, options));
    }),
  );
  group.addCommand(
    connected(cancel).action(async (email: string, options: InvitationOptions) => {
      end(await (await load()).resendOrCancel(terminal, "cancel-invitation", email, options));
    }),
  );
  group.addCommand(
    connected(accept).action(async (options: InvitationOptions) => {
      end(await (await load()).acceptInvitation(terminal, options.as ?? "", options));
    }),
  );
  return group;
}

function connected(command: Command): Command {
  return withOrganization(withConnection(command));
}
