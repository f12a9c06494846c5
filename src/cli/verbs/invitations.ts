import { randomUUID } from "node:crypto";
import { printable } from "../../diagnostics/printable.ts";
import { emailKey } from "../../membership/email.ts";
import { openEndpoint } from "../connection.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openConnectionToOne } from "../find-organization.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { AcceptOptions, InvitationOptions } from "./invitations-command.ts";

const DONE = { "resend-invitation": "resent", "cancel-invitation": "cancelled" } as const;

/** Sends a person's invitation again, or takes it back. */
export async function resendOrCancel(
  terminal: Terminal,
  kind: keyof typeof DONE,
  email: string,
  options: InvitationOptions,
): Promise<ExitCode> {
  const { reader, writer, close } = await openConnectionToOne(terminal, options);
  try {
    const { organization } = await reader.read();
    const member = organization.members.get(emailKey(email));
    if (member?.invitation === undefined) throw new UsageError(withoutInvitation(email, organization.key, member));
    const result = await writer.write({
      change: { kind, email: member.email },
      precondition: { invitation: member.invitation.id },
      idempotencyKey: randomUUID(),
      planDigest: "",
    });
    if (result.outcome !== "done") {
      terminal.err(`error: ${result.code}: ${printable(result.message)}\n`);
      return result.outcome === "failed" ? EXIT.refused : EXIT.error;
    }
    report(terminal, options, { email: member.email, organization: organization.key, invitation: DONE[kind] });
    return EXIT.done;
  } finally {
    await close();
  }
}

function withoutInvitation(email: string, organization: string, member: object | undefined): string {
  const why = member === undefined ? "is neither a member of" : "is a member already, and has no invitation in";
  const rest = member === undefined ? " nor invited to it" : "";
  return `${email} ${why} ${organization}${rest}; \`charter show invitations\` lists who is invited`;
}

/** Accepts for somebody on an API that lets tokens do so: a whole life can be scripted. */
export async function acceptInvitation(terminal: Terminal, options: AcceptOptions): Promise<ExitCode> {
  const endpoint = await openEndpoint(terminal, options);
  try {
    const { acceptInvitationsAs } = await import("../../api/accept-invitations.ts");
    const accepted = await acceptInvitationsAs(endpoint.transport, options.as, options.organization);
    if (accepted.length === 0) throw new UsageError(`${options.as} has no pending invitation`);
    for (const organization of accepted)
      report(terminal, options, { email: options.as, organization, invitation: "accepted" });
    return EXIT.done;
  } finally {
    await endpoint.close();
  }
}

interface Reported {
  readonly email: string;
  readonly organization: string;
  readonly invitation: string;
}

/** One line an invitation. */
function report(terminal: Terminal, { json }: InvitationOptions, reported: Reported): void {
  const { email, organization, invitation } = reported;
  const sentence =
    invitation === "accepted" ? `${email} joined ${organization}` : `${invitation} the invitation of ${email}`;
  terminal.out(json === true ? `${JSON.stringify(reported)}\n` : `${printable(sentence)}\n`);
}
