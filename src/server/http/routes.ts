import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Answer, type Problem, problem, unauthenticated } from "./answer.ts";
import { ContractValidator } from "./contract-validator.ts";
import { type OpenApiDocument, type OperationContract, operationsOf } from "./openapi-file.ts";
import { refuseOtherMethods } from "./refuse-other-methods.ts";
import { sendAnswer, sendProblem } from "./send-answer.ts";
import { textFault } from "./text-fault.ts";
import { credentialOf, toWireRequest } from "./to-wire-request.ts";
import type { Operation, OperationId, Operations } from "./wire-request.ts";

export interface RouteOptions {
  readonly document: OpenApiDocument;
  readonly validateAnswers: boolean;
  readonly allowImpersonation: boolean;
}

/** A route for every operation of the OpenAPI file, which says what its requests and answers look like. */
export function addRoutes(app: FastifyInstance, operations: Operations, options: RouteOptions): void {
  const validator = new ContractValidator(options.document);
  const contracts = operationsOf(options.document);
  for (const [path, known] of Map.groupBy(contracts, ({ path }) => urlOf(path))) {
    refuseOtherMethods(
      app,
      path,
      known.map(({ method }) => method.toUpperCase()),
    );
  }
  for (const operation of contracts) {
    const operate = operations[operation.id as OperationId] as Operation<OperationId>;
    app.route({
      method: operation.method.toUpperCase(),
      url: urlOf(operation.path),
      config: { operation: operation.id, isProbe: operation.isProbe, ...guessesAt(operation) },
      onRequest: async (request, reply) => {
        // Before the body is read: whoever has no token sends none.
        if (operation.needsToken && credentialOf(request) === undefined) return sendProblem(reply, unauthenticated());
      },
      handler: (request, reply) => handle(request, reply, { operation, operate, validator, options }),
    });
  }
}

function urlOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

/** The one operation that needs no token but takes a secret instead. */
const BY_INVITATION: OperationId = "acceptInvitation";

function guessesAt({ id, needsToken }: OperationContract): Pick<FastifyContextConfig, "guesses"> {
  if (needsToken) return { guesses: "token" };
  return id === BY_INVITATION ? { guesses: "invitation" } : {};
}

interface Route {
  readonly operation: OperationContract;
  readonly operate: Operation<OperationId>;
  readonly validator: ContractValidator;
  readonly options: RouteOptions;
}

async function handle(request: FastifyRequest, reply: FastifyReply, route: Route): Promise<FastifyReply> {
  const refused = refusedAtTheDoor(request, route);
  if (refused !== undefined) return sendProblem(reply, refused);
  const answer = await route.operate(toWireRequest(request));
  if (route.options.validateAnswers) insistOnContract(route, answer);
  return sendAnswer(reply, answer);
}

/** What can be refused without asking the database. */
function refusedAtTheDoor(request: FastifyRequest, { operation, validator, options }: Route): Problem | undefined {
  const actsAs = request.headers["charter-act-as"] !== undefined;
  const mayActAs = options.allowImpersonation && operation.parameters.some(({ name }) => name === "Charter-Act-As");
  if (actsAs && !mayActAs) {
    return problem(403, "impersonation-not-allowed", "nobody acts as somebody else here");
  }
  const { query, headers, body, params } = request;
  const fault =
    validator.requestFault(operation, { query, headers, body }) ??
    textFault(params) ??
    textFault(query) ??
    textFault(body);
  return fault === undefined ? undefined : problem(400, "invalid-request", fault);
}

function insistOnContract({ operation, validator }: Route, answer: Answer): void {
  if (answer.kind !== "done") return;
  const fault = validator.answerFault(operation, answer.status, answer.body);
  if (fault !== undefined) throw new Error(`the answer of ${operation.id} breaks the contract: ${fault}`);
}
