import fc from "fast-check";
import type { Organization } from "../../src/membership/organization.ts";
import type { RoleModel } from "../../src/membership/role-model.ts";
import { formatPlace, type Place, SCOPES } from "../../src/membership/scope.ts";
import type { Assertion, Predicate, Term, Where } from "../../src/policy/assertion.ts";
import { type Vocabulary, vocabularyOf } from "../../src/policy/vocabulary.ts";

/** An assertion with the sentence that says it. */
export interface Said {
  readonly assertion: Assertion;
  readonly sentence: string;
}

/** Part of a sentence and what it means. */
interface Phrase<Meaning> {
  readonly text: string;
  readonly meaning: Meaning;
}

/** Words of an organization, with one group in it. */
export function wordsOfOrganization(model: RoleModel, organization: Organization): Vocabulary {
  const emails = [...organization.members.values()].map(({ email }) => email).slice(0, 2);
  const groups = new Map([["crew", emails.length === 0 ? ["nobody@acme.example"] : emails]]);
  return vocabularyOf({ model, organizations: [organization], groups, absent: [] });
}

/** Any sentence that can be said of this organization. */
export function arbitrarySaid(organization: Organization, words: Vocabulary): fc.Arbitrary<Said> {
  return fc
    .tuple(fc.constantFrom<Assertion["quantifier"]>("each", "none", "only"), predicates(words), fc.boolean())
    .chain(([quantifier, predicate, plain]) =>
      fc
        .tuple(subjects(organization, words, plain && quantifier !== "only"), wheres(words, predicate.meaning))
        .map(([subject, where]) => said(quantifier, subject, predicate, where)),
    );
}

function said(
  quantifier: Assertion["quantifier"],
  subject: Phrase<readonly Term[]>,
  predicate: Phrase<Predicate>,
  where: Phrase<Where>,
): Said {
  const named = subject.meaning.every(({ kind }) => kind === "people");
  const [first, verb] = opening(quantifier, named, predicate.meaning.kind === "can");
  const sentence = [first, subject.text, verb, predicate.text, where.text].filter((part) => part !== "").join(" ");
  const assertion = { quantifier, subject: subject.meaning, predicate: predicate.meaning, where: where.meaning };
  return { assertion, sentence };
}

function opening(quantifier: Assertion["quantifier"], named: boolean, can: boolean): [string, string] {
  const yes = can ? "can" : "has";
  if (quantifier === "only") return ["only", yes];
  if (quantifier === "each") return [named ? "" : "every", yes];
  return named ? ["", can ? "cannot" : "has no"] : ["no", yes];
}

function subjects({ members }: Organization, words: Vocabulary, plain: boolean): fc.Arbitrary<Phrase<readonly Term[]>> {
  const emails = [...[...members.values()].map(({ email }) => email), "stranger@elsewhere.example"];
  const people: Phrase<Term>[] = [
    ...emails.map((email) => ({ text: email, meaning: { kind: "people", emails: [email] } as const })),
    { text: "group crew", meaning: { kind: "people", emails: words.groups.get("crew") ?? [] } },
  ];
  const kinds: Phrase<Term>[] = [
    { text: "person", meaning: { kind: "everybody" } },
    ...SCOPES.flatMap((scope) => [...words.roles[scope]]).map(
      (role): Phrase<Term> => ({ text: `role ${role}`, meaning: { kind: "role", role } }),
    ),
    ...attributePhrases(words),
  ];
  const terms = plain ? people : [...people, ...kinds];
  return fc.array(fc.constantFrom(...terms), { minLength: 1, maxLength: 3 }).map((some) => ({
    text: some.length === 1 ? (some[0]?.text ?? "") : `[${some.map(({ text }) => text).join(", ")}]`,
    meaning: some.map(({ meaning }) => meaning),
  }));
}

function attributePhrases({ attributes }: Vocabulary) {
  return [...attributes.values()].flatMap(({ key, values }) =>
    (values.length === 0 ? ["15m"] : values).map((value) => ({
      text: `${key} ${value}`,
      meaning: { kind: "attribute", attribute: key, value } as const,
    })),
  );
}

function predicates(words: Vocabulary): fc.Arbitrary<Phrase<Predicate>> {
  const roles = SCOPES.flatMap((scope) => [...words.roles[scope]]);
  return fc.oneof(
    fc
      .constantFrom(...words.permissions)
      .map((permission) => ({ text: permission, meaning: { kind: "can", permission } as const })),
    fc.constantFrom(...roles).map((role) => ({ text: role, meaning: { kind: "has-role", role } as const })),
    ...(words.attributes.size === 0 ? [] : [fc.constantFrom(...attributePhrases(words))]),
  );
}

function wheres({ roles, tenants, projects }: Vocabulary, predicate: Predicate): fc.Arbitrary<Phrase<Where>> {
  const somewhere: Phrase<Where>[] = ["", "anywhere"].map((text) => ({ text, meaning: { kind: "somewhere" } }));
  if (predicate.kind === "attribute") return fc.constantFrom(...somewhere.slice(0, 1));
  const places: Place[] = [
    { scope: "organization" },
    ...[...tenants].map((tenant) => ({ scope: "tenant", tenant }) as const),
    ...[...projects].map((project) => ({ scope: "project", project }) as const),
  ];
  const fitting = [
    ...(["tenant", "project"] as const).map((scope) => ({
      text: `at any ${scope}`,
      meaning: { kind: "any", scope } as const,
    })),
    ...places.map((place) => ({ text: `at ${formatPlace(place)}`, meaning: { kind: "at", place } as const })),
  ].filter(({ meaning }) => {
    const scope = meaning.kind === "any" ? meaning.scope : meaning.place.scope;
    return predicate.kind === "can" || roles[scope].has(predicate.role);
  });
  return fc.constantFrom<Phrase<Where>>(...somewhere, ...fitting);
}
