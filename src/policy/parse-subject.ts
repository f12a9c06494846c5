import { quoted } from "../diagnostics/printable.ts";
import { suggestion } from "../diagnostics/suggest.ts";
import type { Term } from "./assertion.ts";
import { allRoles, attributesWithValue, scopesOfRole, type Vocabulary } from "./vocabulary.ts";
import type { WordReader } from "./word-reader.ts";
import type { Word } from "./words.ts";

/** Who a sentence is about: one word or pair of words, or several in brackets. */
export function parseSubject(reader: WordReader, vocabulary: Vocabulary): Term[] | undefined {
  if (!reader.accept("[")) {
    const term = parseTerm(reader, vocabulary);
    return term && [term];
  }
  const terms: Term[] = [];
  do {
    const term = parseTerm(reader, vocabulary);
    if (term === undefined) return undefined;
    terms.push(term);
  } while (reader.accept(","));
  return reader.accept("]") ? terms : reader.expected('"," or "]"');
}

const WHO = "a person, group, role or attribute";

function parseTerm(reader: WordReader, vocabulary: Vocabulary): Term | undefined {
  const word = reader.next;
  if (reader.done || word.quoted || /^[[\],]$/.test(word.text)) return reader.expected(WHO);
  reader.take();
  if (word.text.includes("@")) return { kind: "people", emails: [word.text] };
  if (word.text === "person") return { kind: "everybody" };
  if (word.text === "group") return parseGroup(reader, vocabulary);
  if (word.text === "role") return parseRole(reader, vocabulary);
  if (vocabulary.attributes.has(word.text)) return parseAttribute(reader, vocabulary, word.text);
  return guessTerm(reader, vocabulary, word);
}

function parseGroup(reader: WordReader, { groups }: Vocabulary): Term | undefined {
  const word = reader.take();
  const emails = groups.get(word.text);
  if (emails !== undefined) return { kind: "people", emails };
  return reader.fail(
    "unknown-word",
    `there is no group ${quoted(word.text)}; ${suggestion(word.text, groups.keys())}`,
    word,
  );
}

function parseRole(reader: WordReader, vocabulary: Vocabulary): Term | undefined {
  const role = readRole(reader, vocabulary);
  return role === undefined ? undefined : { kind: "role", role };
}

/** The key of a role that there is. */
export function readRole(reader: WordReader, vocabulary: Vocabulary): string | undefined {
  if (reader.done) return reader.expected("a role");
  const word = reader.take();
  if (scopesOfRole(vocabulary, word.text).length > 0) return word.text;
  const advice = suggestion(word.text, allRoles(vocabulary));
  return reader.fail("unknown-role", `there is no role ${quoted(word.text)}; ${advice}`, word);
}

/** An attribute with the value that follows. */
export function parseAttribute(
  reader: WordReader,
  { attributes }: Vocabulary,
  attribute: string,
): Extract<Term, { kind: "attribute" }> | undefined {
  if (reader.done) return reader.expected(`a value of ${attribute}`);
  const word = reader.take();
  const values = attributes.get(attribute)?.values ?? [];
  if (values.length > 0 && !values.includes(word.text)) {
    const advice = suggestion(word.text, values);
    return reader.fail("unknown-value", `${attribute} is never ${quoted(word.text)}; ${advice}`, word);
  }
  return { kind: "attribute", attribute, value: word.text };
}

/** A word alone is a group, a role or the value of an attribute, as long as it can only be one of them. */
function guessTerm(reader: WordReader, vocabulary: Vocabulary, word: Word): Term | undefined {
  const emails = vocabulary.groups.get(word.text);
  const candidates: [string, Term][] = [
    ...(emails === undefined ? [] : [[`group ${word.text}`, { kind: "people", emails }] as [string, Term]]),
    ...(scopesOfRole(vocabulary, word.text).length === 0
      ? []
      : [[`role ${word.text}`, { kind: "role", role: word.text }] as [string, Term]]),
    ...attributesWithValue(vocabulary, word.text).map((attribute): [string, Term] => [
      `${attribute} ${word.text}`,
      { kind: "attribute", attribute, value: word.text },
    ]),
  ];
  const [only, ...others] = candidates;
  if (only === undefined) return unknownWord(reader, vocabulary, word);
  if (others.length === 0) return only[1];
  const readings = candidates.map(([reading]) => quoted(reading)).join(" or ");
  return reader.fail("ambiguous-word", `${quoted(word.text)} can mean several things: write ${readings}`, word);
}

function unknownWord(reader: WordReader, vocabulary: Vocabulary, word: Word): undefined {
  const known = [
    ...vocabulary.groups.keys(),
    ...allRoles(vocabulary),
    ...[...vocabulary.attributes.values()].flatMap(({ values }) => values),
    "person",
  ];
  const sameName = [...vocabulary.people.values()].find((email) => email.startsWith(`${word.text}@`));
  const advice = sameName === undefined ? suggestion(word.text, known) : `did you mean ${quoted(sameName)}?`;
  return reader.fail(
    "unknown-word",
    `${quoted(word.text)} is no group, role or value of an attribute; ${advice}`,
    word,
  );
}
