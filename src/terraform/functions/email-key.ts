import { emailKey } from "../../membership/email.ts";
import { encodeType } from "../codec/cty-type.ts";
import { isEmail } from "../schema/validators.ts";
import type { ProviderFunction } from "./provider-function.ts";

/** `provider::charter::email_key(address)` */
export const emailKeyFunction: ProviderFunction = {
  name: "email_key",
  signature: {
    summary: "The form in which e-mail addresses are compared",
    description:
      "Gives an address in the form in which Charter compares addresses: normalised (NFC) and in lower case. Two spellings of one address have the same key, so it is what `for_each` over people should use.",
    descriptionKind: "markdown",
    parameters: [{ name: "address", type: encodeType("string"), description: "An e-mail address." }],
    return: { type: encodeType("string") },
  },
  parameters: ["string"],
  result: "string",
  call: ([address]) => {
    const text = typeof address === "string" ? address : "";
    const [fault] = isEmail(text);
    if (fault !== undefined) return { error: { text: fault.message, functionArgument: 0 } };
    return { value: emailKey(text) };
  },
};
