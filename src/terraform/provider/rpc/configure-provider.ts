import { ApiError } from "../../../api/api-error.ts";
import { type Connection, connect } from "../../../api/connect.ts";
import { Unknown } from "../../codec/unknown.ts";
import type { ConfigureProviderRequest, DiagnosticsResponse } from "../../protocol/messages.ts";
import { fromBlock } from "../block-value.ts";
import { errorAt } from "../diagnostic.ts";
import { providerShape, VARIABLES } from "../provider-shape.ts";
import { Run } from "../run.ts";
import type { Session } from "../session.ts";
import { validateBlock } from "../validate-block.ts";

type Setting = keyof typeof VARIABLES;
const SETTINGS = Object.keys(VARIABLES) as readonly Setting[];

/** Connects to the organization that the block names, or the environment. Nothing is asked of the API yet. */
export async function configureProvider(
  session: Session,
  { config, terraformVersion }: ConfigureProviderRequest,
): Promise<DiagnosticsResponse> {
  await close(session);
  const values = fromBlock(providerShape, config) ?? {};
  if (SETTINGS.some((name) => values[name] instanceof Unknown)) {
    session.configuration = { kind: "unknown" };
    session.host.log("info", "the provider's configuration is not known yet; nothing is read or judged");
    return {};
  }
  const settings = Object.fromEntries(
    SETTINGS.map((name) => [name, given(values[name]) ?? given(session.host.environment[VARIABLES[name]]) ?? null]),
  );
  const missing = SETTINGS.filter((name) => settings[name] === null).map((name) =>
    errorAt([name], `the provider needs ${name}`, `Set ${name} in the provider's block, or ${VARIABLES[name]}.`),
  );
  const diagnostics = [...missing, ...validateBlock(providerShape, settings)];
  if (diagnostics.length > 0) return { diagnostics };
  return open(session, settings as Record<Setting, string>, terraformVersion);
}

function given(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function open(session: Session, settings: Record<Setting, string>, terraformVersion: string): DiagnosticsResponse {
  const { host, timing } = session;
  const { api, token, organization } = settings;
  const userAgent = `charter/${host.version} terraform/${terraformVersion}`;
  let connection: Connection;
  try {
    const clock = timing.clock === undefined ? {} : { clock: timing.clock };
    connection = connect({ url: api, token, organization, userAgent, signal: host.signal, ...clock });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { diagnostics: [errorAt([error.code === "unauthenticated" ? "token" : "api"], error.code, error.message)] };
  }
  const { reader, writer } = connection;
  const run = new Run({ reader, writer, signal: host.signal, ...timing });
  session.configuration = { kind: "ready", run, organization, close: () => connection.close() };
  host.log("debug", "connected", { api: reader.target, organization });
  return {};
}

/** A process that is debugged is configured again for every run. */
async function close({ configuration }: Session): Promise<void> {
  if (configuration.kind === "ready") await configuration.close();
}
