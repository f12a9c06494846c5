import { decodeType } from "../../../src/terraform/codec/cty-type.ts";
import type { FunctionParameter, FunctionSignature } from "../../../src/terraform/protocol/schema-messages.ts";
import { example } from "./example.ts";
import { formatPage } from "./page.ts";
import { typeExpression, typeName } from "./type-name.ts";

/** A function: what it gives, an example, its signature and its arguments. Terraform 1.8 and later have functions. */
export async function functionPage(name: string, signature: FunctionSignature): Promise<string> {
  const { summary = "", description = "", parameters = [] } = signature;
  const usage = await example(`functions/${name}/function.tf`, "terraform");
  const taken = parameters.map((parameter) => `${parameter.name} ${typeExpression(decodeType(parameter.type))}`);
  const given = typeExpression(decodeType(signature.return.type));
  return formatPage({
    name,
    kind: "function",
    subcategory: "",
    description: `${summary}.`,
    parts: [
      description,
      `## Example Usage\n\n${usage}`,
      `## Signature\n\n\`\`\`text\n${name}(${taken.join(", ")}) ${given}\n\`\`\``,
      `## Arguments\n\n${parameters.map(argument).join("\n")}`,
    ],
  });
}

function argument({ name, type, description = "" }: FunctionParameter, index: number): string {
  return `${index + 1}. \`${name}\` (${typeName(decodeType(type))}) ${description}`;
}
