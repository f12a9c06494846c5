import { createHash, randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Answer } from "../http/answer.ts";
import { refuseOtherMethods } from "../http/refuse-other-methods.ts";
import { toWireRequest } from "../http/to-wire-request.ts";
import type { Operation, WireRequest } from "../http/wire-request.ts";
import type { Means } from "../means.ts";
import { viewInvitation } from "../store/invitation-view.ts";
import { isInvitationToken } from "../store/secrets.ts";
import type { Wire } from "../to-wire.ts";
import {
  acceptedPage,
  type FormFields,
  invitationPage,
  LONGEST_NAME,
  messagePage,
  type Page,
} from "./invitation-pages.ts";
import { CONTENT_SECURITY_POLICY } from "./page-layout.ts";

const PATH = "/invitations/accept";
const FORM = "application/x-www-form-urlencoded";
/** The form has a token, a key and a name. */
const BODY_LIMIT_BYTES = 8_192;

/**
 * The page that links in letters lead to: it shows the invitation, and accepts it by a form. Looking at it changes
 * nothing, for mail scanners follow links. The form needs no further proof of where it comes from: it carries the
 * token, and nothing else that a browser would add by itself counts.
 */
export function addAcceptInvitationPage(
  app: FastifyInstance,
  means: Means,
  accept: Operation<"acceptInvitation">,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser<string>(FORM, { parseAs: "string" }, async (_: FastifyRequest, body: string) =>
      formOf(new URLSearchParams(body)),
    );
    scope.addHook("onSend", async (_request, reply, payload) => asPage(reply, payload));
    refuseOtherMethods(scope, PATH, ["GET", "POST"]);
    scope.get<{ Querystring: { readonly token?: unknown } }>(
      PATH,
      { config: { operation: "showInvitationPage", guesses: "invitation" } },
      async ({ query: { token } }, reply) => {
        const fields = { token: typeof token === "string" ? token : "", key: randomUUID() };
        return send(reply, await show(means, fields));
      },
    );
    scope.post<{ Body: Form | undefined }>(
      PATH,
      { bodyLimit: BODY_LIMIT_BYTES, config: { operation: "acceptOnInvitationPage", guesses: "invitation" } },
      async (request, reply) => send(reply, await decide(means, accept, request)),
    );
  });
}

interface Form extends FormFields {
  readonly name: string | undefined;
}

function formOf(fields: URLSearchParams): Form {
  const name =
    fields
      .get("name")
      ?.replaceAll(/\p{Cc}+/gu, " ")
      .trim() ?? "";
  return { token: fields.get("token") ?? "", key: fields.get("key") ?? "", name: name === "" ? undefined : name };
}

async function show({ store, now }: Means, fields: FormFields): Promise<Page> {
  if (!isInvitationToken(fields.token)) return invitationPage({ state: "unknown" }, fields);
  const view = await store.read((db) => viewInvitation(db, fields.token, now()));
  return invitationPage(view, fields);
}

async function decide(
  means: Means,
  accept: Operation<"acceptInvitation">,
  request: FastifyRequest<{ Body: Form | undefined }>,
): Promise<Page> {
  const { token = "", key = "", name } = request.body ?? {};
  const fields = { token, key };
  if (!isInvitationToken(token)) return invitationPage({ state: "unknown" }, fields);
  if (name !== undefined && name.length > LONGEST_NAME) {
    return messagePage(400, "The name is too long", [
      `It can have ${LONGEST_NAME} characters. Go back and shorten it.`,
    ]);
  }
  return pageOf(means, fields, await accept(acceptanceOf(request, fields, name)));
}

/** The form as the request of the API that it stands for. */
function acceptanceOf(
  request: FastifyRequest,
  { token, key }: FormFields,
  name: string | undefined,
): WireRequest<"acceptInvitation"> {
  const body = { token, ...(name === undefined ? {} : { name }) };
  const idempotencyKey = /^[\w-]{1,64}$/.test(key) ? `page ${key}` : undefined;
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([PATH, body]))
    .digest("hex");
  return { ...toWireRequest<"acceptInvitation">(request), body, idempotencyKey, fingerprint };
}

/** Codes with which nothing is left to decide: the page of the link says why. */
const DEAD: ReadonlySet<string> = new Set(["invitation-token-unknown", "invitation-not-pending", "invitation-expired"]);

async function pageOf(means: Means, fields: FormFields, answer: Answer): Promise<Page> {
  if (answer.kind === "done") return acceptedPage(answer.body as Wire["Acceptance"]);
  if (answer.kind !== "problem") throw new Error(`acceptance cannot be answered with ${answer.kind}`);
  if (DEAD.has(answer.code)) return show(means, fields);
  return messagePage(answer.status, "The invitation cannot be accepted now", [sentence(answer.detail)]);
}

function send(reply: FastifyReply, { status, body }: Page): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(body);
}

/** Whatever is said here is said on a page, and no page is kept or tells where it was. */
function asPage(reply: FastifyReply, payload: unknown): unknown {
  reply.header("content-security-policy", CONTENT_SECURITY_POLICY);
  reply.header("referrer-policy", "no-referrer");
  reply.header("cache-control", "no-store");
  reply.header("x-content-type-options", "nosniff");
  const type = reply.getHeader("content-type");
  if (typeof payload !== "string" || typeof type !== "string" || !type.startsWith("application/problem+json"))
    return payload;
  const { detail, requestId } = JSON.parse(payload) as Wire["Problem"];
  const { body } = messagePage(reply.statusCode, "This did not work", [
    sentence(detail ?? ""),
    `Request id: ${requestId}`,
  ]);
  reply.type("text/html; charset=utf-8");
  // Else the length of what was there before would be sent.
  reply.removeHeader("content-length");
  return body;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
