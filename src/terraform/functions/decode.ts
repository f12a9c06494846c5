import type { Finding } from "../../diagnostics/finding.ts";
import { parseDocument } from "../../documents/parse-document.ts";
import { encodeType } from "../codec/cty-type.ts";
import type { FunctionError } from "../protocol/value-messages.ts";
import type { ProviderFunction } from "./provider-function.ts";
import { typedValue } from "./typed-value.ts";

/** `provider::charter::decode(text)` */
export const decode: ProviderFunction = {
  name: "decode",
  signature: {
    summary: "The text of a charter as a value",
    description:
      "Reads the text of a charter, YAML 1.2 or JSON, into a value, so that people can be declared in YAML and everything else in HCL. Dates stay text, and anchors are followed. Keys that stand twice, tabs and aliases without end are errors, with their line and column.",
    descriptionKind: "markdown",
    parameters: [{ name: "text", type: encodeType("string"), description: "What `file()` gives for a charter." }],
    return: { type: encodeType("dynamic") },
  },
  parameters: ["string"],
  result: "dynamic",
  call: ([text]) => {
    const { document, findings } = parseDocument(typeof text === "string" ? text : "", "text");
    const errors = findings.filter(({ severity }) => severity === "error");
    if (document === undefined || errors.length > 0) return refused(errors.map(describe).join("\n"));
    try {
      return { value: typedValue(document.value) };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return refused(error.message);
    }
  },
};

function refused(text: string): { readonly error: FunctionError } {
  return { error: { text, functionArgument: 0 } };
}

function describe({ source, message }: Finding): string {
  return source === undefined ? message : `line ${source.line}, column ${source.column}: ${message}`;
}
