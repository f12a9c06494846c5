import { randomUUID } from "node:crypto";
import { emailKey } from "../../membership/email.ts";
import { openEndpoint } from "../connection.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { openConnectionToOne } from "../find-organization.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { InvitationOptions } from "./invitations-command.ts";

/** Sends a person's invitation again, or takes it back. */
export async function resendOrCancel(
  terminal: Terminal,
  kind: "resend-invitation" | "cancel-invitation",
  email: string,
  options: InvitationOptions,
): Promise<ExitCode> {
  const { reader, writer, close } = await openConnectionToOne(terminal, options);
  try {
    const { organization } = await reader.read();
    const invitation = organization.members.get(emailKey(email))?.invitation;
    if (invitation === undefined)
      throw new UsageError(
        `${email} has no invitation in ${organization.key}; \`charter show invitations\` lists them`,
      );
    const result = await writer.write({
      change: { kind, email },
      precondition: { invitation: invitation.id },
      idempotencyKey: randomUUID(),
      planDigest: "",
    });
    if (result.outcome !== "done") {
      terminal.err(`error: ${result.code}: ${result.message}\n`);
      return result.outcome === "failed" ? EXIT.refused : EXIT.error;
    }
    terminal.out(`${kind === "resend-invitation" ? "resent" : "cancelled"} the invitation of ${email}\n`);
    return EXIT.done;
  } finally {
    await close();
  }
}

/** Accepts for somebody on an API that lets tokens do so: a whole life can be scripted. */
export async function acceptInvitation(
  terminal: Terminal,
  email: string,
  options: InvitationOptions,
): Promise<ExitCode> {
  const endpoint = await openEndpoint(terminal, options);
  try {
    const { acceptInvitationsAs } = await import("../../api/accept-invitations.ts");
    const accepted = await acceptInvitationsAs(
      { url: endpoint.url, token: endpoint.token, signal: terminal.signal },
      email,
      options.organization,
    );
    if (accepted.length === 0) throw new UsageError(`${email} has no pending invitation`);
    for (const organization of accepted) terminal.out(`${email} joined ${organization}\n`);
    return EXIT.done;
  } finally {
    await endpoint.close();
  }
}
