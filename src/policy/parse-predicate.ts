import { quoted } from "../diagnostics/printable.ts";
import { nearest, suggestion } from "../diagnostics/suggest.ts";
import type { Predicate } from "./assertion.ts";
import { parseAttribute, readRole } from "./parse-subject.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { WordReader } from "./word-reader.ts";

/** What follows `can` (a permission) or `has` (a role, or an attribute and its value). */
export function parsePredicate(reader: WordReader, vocabulary: Vocabulary, can: boolean): Predicate | undefined {
  if (can) return parsePermission(reader, vocabulary);
  if (!reader.done && vocabulary.attributes.has(reader.next.text)) {
    const attribute = reader.take().text;
    return parseAttribute(reader, vocabulary, attribute);
  }
  reader.accept("role");
  const role = readRole(reader, vocabulary);
  return role === undefined ? undefined : { kind: "has-role", role };
}

function parsePermission(reader: WordReader, { permissions, open }: Vocabulary): Predicate | undefined {
  if (reader.done) return reader.expected("a permission");
  const word = reader.take();
  if (permissions.has(word.text)) return { kind: "can", permission: word.text };
  const near = nearest(word.text, permissions);
  // Where roles may contain any permission, one that nobody has yet may be denied, unless it looks like a slip.
  if (open && near === undefined) return { kind: "can", permission: word.text };
  const advice = suggestion(word.text, permissions);
  return reader.fail("unknown-permission", `there is no permission ${quoted(word.text)}; ${advice}`, word);
}
