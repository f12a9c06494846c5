import { instantInWords } from "../instant-in-words.ts";
import { roleInWords } from "../role-in-words.ts";
import type { InvitationView, ShownInvitation } from "../store/invitation-view.ts";
import type { Wire } from "../to-wire.ts";
import { html } from "./markup.ts";
import { pageLayout } from "./page-layout.ts";

/** A page and its status. */
export interface Page {
  readonly status: number;
  readonly body: string;
}

/** What the form sends back with the decision. */
export interface FormFields {
  readonly token: string;
  /** The same for every time that this very form is sent: a double click is one acceptance. */
  readonly key: string;
}

/** Longest name of an account, as in the OpenAPI file. */
export const LONGEST_NAME = 200;

const ASK_AGAIN = "Ask whoever invited you to send the invitation again.";

/** The page behind the link of a letter. */
export function invitationPage(view: InvitationView, fields: FormFields): Page {
  switch (view.state) {
    case "pending":
      return pendingPage(view.invitation, fields);
    case "expired":
      return messagePage(410, "This invitation has expired", [
        `It was good until ${instantInWords(view.invitation.expiresAt)}.`,
        ASK_AGAIN,
      ]);
    case "used":
      return messagePage(410, "This invitation has been accepted", [
        "The link is good for once. If it was not you who accepted, tell whoever invited you.",
      ]);
    case "replaced":
      return messagePage(410, "This link has been replaced", [
        "The invitation was sent again, and only the link in the latest letter works.",
      ]);
    case "cancelled":
      return messagePage(410, "This invitation has been cancelled", ["Whoever invited you can tell you why."]);
    case "unknown":
      return messagePage(404, "There is no such invitation", [
        "The link may have been cut off on its way. Copy all of it from the letter into the address bar.",
        ASK_AGAIN,
      ]);
  }
}

function pendingPage(invitation: ShownInvitation, { token, key }: FormFields): Page {
  const { organization, email, inviter, role, target, expiresAt, isNew } = invitation;
  const name = html`<label for="name">Your name, as others will see it</label>
<input id="name" name="name" autocomplete="name" maxlength="${String(LONGEST_NAME)}">
`;
  const content = html`<dl>
${inviter === undefined ? undefined : html`<dt>Invited by</dt><dd>${inviter}</dd>`}
<dt>For</dt><dd>${email}</dd>
<dt>Role</dt><dd>${roleInWords(role, target)}</dd>
<dt>Good until</dt><dd>${instantInWords(expiresAt)}</dd>
</dl>
<form method="post" action="accept">
<input type="hidden" name="token" value="${token}">
<input type="hidden" name="key" value="${key}">
${isNew ? name : undefined}<button>Accept the invitation</button>
</form>
<p>If you did not expect this, close the page: nothing happens without you.</p>`;
  return { status: 200, body: pageLayout(`Join ${organization}`, content) };
}

/** The invitation is accepted. Whoever is new gets their first access token, shown this once. */
export function acceptedPage({ organization, email, role, token }: Wire["Acceptance"]): Page {
  const first = html`<p>This is your first access token. It is shown this once, so keep it where you keep passwords:</p>
<code>${token}</code>`;
  const content = html`<p>${email} is now ${role} of ${organization}.</p>
${token === undefined ? html`<p>Sign in as before: the organization is among yours.</p>` : first}`;
  return { status: 200, body: pageLayout("You have joined", content) };
}

/** A page that says something in a few sentences. */
export function messagePage(status: number, title: string, sentences: readonly string[]): Page {
  return { status, body: pageLayout(title, html`${sentences.map((sentence) => html`<p>${sentence}</p>\n`)}`) };
}
