import type { ReadDataSourceRequest, ReadDataSourceResponse } from "../../protocol/messages.ts";
import type { Known, Shape } from "../../schema/shape.ts";
import { fromKnown, toBlock } from "../block-value.ts";
import { apiFailure } from "../diagnostic.ts";
import { findDataSource } from "../registry.ts";
import { notConnected, type Session } from "../session.ts";

/** What the organization is now, after every write of this run. */
export async function readDataSource(
  session: Session,
  { typeName, config, clientCapabilities }: ReadDataSourceRequest,
): Promise<ReadDataSourceResponse> {
  const source = findDataSource(typeName);
  const { run } = session;
  if (run === undefined) {
    if (clientCapabilities?.deferralAllowed !== true) return { diagnostics: [notConnected(typeName)] };
    return { state: config, deferred: { reason: "provider-config-unknown" } };
  }
  try {
    const given = fromKnown(source.shape, config) ?? {};
    const read = source.read(await run.read(), given as Known<Shape>);
    if ("diagnostics" in read) return { diagnostics: read.diagnostics };
    return { state: toBlock(source.shape, read.values) };
  } catch (error) {
    return { diagnostics: [apiFailure(error)] };
  }
}
