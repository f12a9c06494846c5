import { quoted } from "../diagnostics/printable.ts";
import { nearest } from "../diagnostics/suggest.ts";
import type { Assertion, Predicate, Term } from "./assertion.ts";
import { parsePredicate } from "./parse-predicate.ts";
import { parseSubject } from "./parse-subject.ts";
import { parseWhere } from "./parse-where.ts";
import type { SentenceFault } from "./sentence-fault.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { WordReader } from "./word-reader.ts";

/** A sentence understood, or why it is not. */
export type Parsed =
  | { readonly assertion: Assertion; readonly fault?: undefined }
  | { readonly assertion?: undefined; readonly fault: SentenceFault };

type Quantifier = Assertion["quantifier"];

const QUANTIFIERS: Readonly<Record<string, Quantifier>> = { only: "only", no: "none", every: "each" };

/**
 * Reads one sentence:
 *
 *     PEOPLE (can | cannot | has | has no) …
 *     (every | no | only) WHO (can | has) …
 *
 * followed by a place, where one is meant. Faults: `assertion-syntax`, `ambiguous-word`, `unknown-word`,
 * `unknown-role`, `wrong-scope`, `unknown-permission`, `unknown-tenant`, `unknown-project`, `unknown-value`.
 */
export function parseAssertion(sentence: string, vocabulary: Vocabulary): Parsed {
  const reader = new WordReader(sentence);
  const assertion = readAssertion(reader, vocabulary);
  if (assertion !== undefined && reader.fault === undefined) return { assertion };
  // A reader that gave up has said why.
  return { fault: reader.fault as SentenceFault };
}

function readAssertion(reader: WordReader, vocabulary: Vocabulary): Assertion | undefined {
  const { next } = reader;
  const quantified = next.quoted ? undefined : QUANTIFIERS[next.text];
  if (quantified !== undefined) reader.take();
  const subject = parseSubject(reader, vocabulary);
  if (subject === undefined) return undefined;
  if (quantified === undefined && subject.some(({ kind }) => kind !== "people"))
    return reader.fail(
      "assertion-syntax",
      `say who of them is meant: "every ${next.text} …" or "no ${next.text} …"`,
      next,
    );
  const said = readPredicate(reader, vocabulary);
  if (said === undefined) return undefined;
  const { predicate, negated } = said;
  const where = parseWhere(reader, vocabulary, predicate);
  if (where === undefined) return undefined;
  if (!reader.done) return reader.expected("the end of the sentence");
  const quantifier = quantified ?? "each";
  if (negated && (quantifier === "none" || quantifier === "only"))
    return reader.fail(
      "assertion-syntax",
      `"${next.text} …" already denies: say what they can or have, not what they cannot`,
      next,
    );
  return { quantifier: negated ? "none" : quantifier, subject: subject as readonly Term[], predicate, where };
}

const VERBS = ["can", "cannot", "has", "have"];

function readPredicate(
  reader: WordReader,
  vocabulary: Vocabulary,
): { readonly predicate: Predicate; readonly negated: boolean } | undefined {
  const verb = reader.next;
  if (reader.done || verb.quoted || !VERBS.includes(verb.text)) {
    const near = reader.done ? undefined : nearest(verb.text, VERBS);
    return reader.expected(`can, cannot or has${near === undefined ? "" : ` (did you mean ${quoted(near)}?)`}`);
  }
  reader.take();
  const can = verb.text === "can" || verb.text === "cannot";
  const negated = verb.text === "cannot" || (!can && reader.accept("no"));
  const predicate = parsePredicate(reader, vocabulary, can);
  return predicate && { predicate, negated };
}
