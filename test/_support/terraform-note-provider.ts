import { decode, encode } from "@msgpack/msgpack";
import type { MakeProvider, ProviderHost, ProviderServer } from "../../src/terraform/protocol/provider-server.ts";
import type { Attribute, Schema } from "../../src/terraform/protocol/schema-messages.ts";
import type { DynamicValue } from "../../src/terraform/protocol/value-messages.ts";

const STRING = Buffer.from('"string"');

/** A note; what it says decides how the provider behaves. */
interface Note {
  readonly text: string;
}

function schema(...attributes: Attribute[]): Schema {
  return { version: 1, block: { attributes } };
}

export function pack(value: unknown): DynamicValue {
  return { msgpack: encode(value) };
}

function noteOf(value: DynamicValue | undefined): Note | null {
  return value?.msgpack === undefined ? null : (decode(value.msgpack) as Note | null);
}

/**
 * The smallest provider of which the plugin around a provider can be tested: `charter_note` holds a text. Planning
 * `throw` throws, `escape` throws from a timer and never answers, `wait` answers once it is told to stop, `silent`
 * never does.
 */
export const makeNoteProvider: MakeProvider = (host) => {
  const answers: Partial<ProviderServer> = {
    getProviderSchema: async () => ({
      provider: schema(),
      resourceSchemas: { charter_note: schema({ name: "text", type: STRING, required: true }) },
      serverCapabilities: { getProviderSchemaOptional: true },
    }),
    validateProviderConfig: async () => ({}),
    validateResourceConfig: async () => ({}),
    configureProvider: async () => ({}),
    upgradeResourceState: async ({ rawState }) => ({ upgradedState: { json: rawState?.json } }),
    readResource: async ({ currentState }) => ({ newState: currentState }),
    planResourceChange: async ({ proposedNewState }) => {
      await behave(noteOf(proposedNewState)?.text, host);
      return { plannedState: proposedNewState };
    },
    applyResourceChange: async ({ plannedState }) => {
      await behave(noteOf(plannedState)?.text.replace(/^apply-/, ""), host);
      return { newState: plannedState };
    },
    async *listResource({ limit }) {
      for (let index = 0; index < limit; index++) yield { displayName: `note ${index}`.padEnd(10_000) };
      if (limit === 7) throw new Error("seven is too many");
    },
    stopProvider: async () => ({}),
  };
  return new Proxy(answers as ProviderServer, {
    get: (target, name: keyof ProviderServer) =>
      target[name] ??
      (async () => {
        throw new Error(`a note has no ${name}`);
      }),
  });
};

async function behave(text: string | undefined, { signal, log }: ProviderHost): Promise<void> {
  if (text === "throw") throw new Error("thrown on purpose");
  if (text === "log") log("info", "a note is planned", { text });
  if (text === "escape") setTimeout(() => void thrower(), 0);
  if (text !== "escape" && text !== "wait" && text !== "silent") return;
  log("debug", "a note waits");
  await new Promise<void>((_resolve, reject) => {
    if (text === "wait") signal.addEventListener("abort", () => reject(new Error("was told to stop")));
  });
}

function thrower(): never {
  throw new Error("escaped from a timer");
}
