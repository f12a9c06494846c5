import { quoted } from "../diagnostics/printable.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import { ORGANIZATION } from "../membership/scope.ts";
import type { Predicate, Where } from "./assertion.ts";
import { scopesOfRole, type Vocabulary } from "./vocabulary.ts";
import type { WordReader } from "./word-reader.ts";
import type { Word } from "./words.ts";

const FORMS = "organization, tenants/KEY, projects/KEY, any tenant or any project";

/** `at …`, or nothing: then it is said of whichever place there is. */
export function parseWhere(reader: WordReader, vocabulary: Vocabulary, predicate: Predicate): Where | undefined {
  const start = reader.next;
  if (!reader.accept("at"))
    return reader.accept("anywhere") || reader.done ? SOMEWHERE : reader.expected('"at" or the end');
  if (predicate.kind === "attribute")
    return reader.fail("assertion-syntax", "an attribute is the same at every place; leave the place out", start);
  if (reader.done) return reader.expected(FORMS);
  const word = reader.take();
  const where = word.text === "any" ? anyOf(reader) : placeOf(reader, vocabulary, word);
  return where && whereRoleExists(reader, vocabulary, predicate, where, word);
}

const SOMEWHERE: Where = { kind: "somewhere" };

function anyOf(reader: WordReader): Where | undefined {
  if (reader.accept("tenant")) return { kind: "any", scope: "tenant" };
  if (reader.accept("project")) return { kind: "any", scope: "project" };
  return reader.expected('"tenant" or "project"');
}

function placeOf(reader: WordReader, { tenants, projects }: Vocabulary, word: Word): Where | undefined {
  if (word.text === "organization") return { kind: "at", place: ORGANIZATION };
  const [, collection, key = ""] = /^(tenants|projects)\/(.+)$/.exec(word.text) ?? [];
  if (collection === undefined)
    return reader.fail("assertion-syntax", `${quoted(word.text)} is no place; there is ${FORMS}`, word);
  const known = collection === "tenants" ? tenants : projects;
  const scope = collection === "tenants" ? "tenant" : "project";
  if (!known.has(key)) {
    const message = `there is no ${scope} ${quoted(key)}; ${suggestion(key, known)}`;
    return reader.fail(`unknown-${scope}`, message, word);
  }
  return { kind: "at", place: scope === "tenant" ? { scope, tenant: key } : { scope, project: key } };
}

/** A role that no place of this scope can have would make the sentence hold, or fail, whatever anybody declares. */
function whereRoleExists(
  reader: WordReader,
  vocabulary: Vocabulary,
  predicate: Predicate,
  where: Where,
  word: Word,
): Where | undefined {
  if (predicate.kind !== "has-role" || where.kind === "somewhere") return where;
  const scope = where.kind === "any" ? where.scope : where.place.scope;
  const scopes = scopesOfRole(vocabulary, predicate.role);
  if (scopes.includes(scope)) return where;
  const message = `${quoted(predicate.role)} is a role of the ${scopes.join(" and the ")}, not of the ${scope}`;
  return reader.fail("wrong-scope", message, word);
}
