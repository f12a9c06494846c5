import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectiveAccess } from "../../src/membership/access.ts";
import { compileRoleModel } from "../../src/membership/compile-role-model.ts";
import { OrganizationDraft } from "../../src/membership/draft.ts";
import { type EmailKey, emailKey } from "../../src/membership/email.ts";
import { applyChange } from "../../src/membership/evolve.ts";
import type { Organization } from "../../src/membership/organization.ts";
import { formatPlace, type Place } from "../../src/membership/scope.ts";
import type { Assertion, Predicate, Term } from "../../src/policy/assertion.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { parseAssertion } from "../../src/policy/parse-assertion.ts";
import { policyState } from "../../src/policy/policy-state.ts";
import { builtInDocuments } from "../../src/role-models/built-in.ts";
import { arbitrarySaid, wordsOfOrganization } from "../_support/arbitrary-assertion.ts";
import { arbitraryLive } from "../_support/arbitrary-organization.ts";

/**
 * The same question answered the long way: whoever can accept an invitation does so by the model's own step, and
 * everybody's access is written out at every place there is.
 */
class LongWay {
  readonly facts: OrganizationDraft;
  readonly places: Place[];
  readonly people: EmailKey[];

  constructor(model: OrganizationDraft["model"], organization: Organization) {
    this.facts = new OrganizationDraft(model, organization);
    for (const [key, { email, status }] of [...this.facts.members]) {
      if (status === "invited") applyChange(this.facts, { kind: "accept-invitation", email });
      if (status === "expired") this.facts.deleteMember(key);
    }
    this.places = [
      { scope: "organization" },
      ...[...this.facts.tenants.keys()].map((tenant) => ({ scope: "tenant", tenant }) as const),
      ...[...this.facts.projects.keys()].map((project) => ({ scope: "project", project }) as const),
    ];
    this.people = [...this.facts.members.keys()];
  }

  failing({ quantifier, subject, predicate, where }: Assertion): string[] {
    const places = this.places.filter((place) => {
      if (where.kind === "somewhere") return true;
      return where.kind === "any" ? place.scope === where.scope : formatPlace(place) === formatPlace(where.place);
    });
    const meant = this.people.filter((person) => subject.some((term) => this.#fits(term, person)));
    const named = subject.flatMap((term) => (term.kind === "people" ? term.emails.map(emailKey) : []));
    const holding = (person: EmailKey) => places.filter((place) => this.#holds(person, predicate, place)).length;
    const everywhere = predicate.kind !== "attribute" && where.kind !== "somewhere";
    const lacks = (person: EmailKey) => (everywhere ? holding(person) < places.length : holding(person) === 0);
    const failing =
      quantifier === "each"
        ? [...new Set([...meant, ...named])].filter((person) => !this.people.includes(person) || lacks(person))
        : this.people.filter((person) => meant.includes(person) === (quantifier === "none") && holding(person) > 0);
    return failing.sort();
  }

  #fits(term: Term, person: EmailKey): boolean {
    switch (term.kind) {
      case "everybody":
        return true;
      case "people":
        return term.emails.map(emailKey).includes(person);
      case "role":
        return this.places.some((place) => this.#holds(person, { kind: "has-role", role: term.role }, place));
      case "attribute":
        return this.#attribute(person, term.attribute) === term.value;
    }
  }

  #holds(person: EmailKey, predicate: Predicate, place: Place): boolean {
    if (predicate.kind === "attribute") return this.#attribute(person, predicate.attribute) === predicate.value;
    const access = effectiveAccess(this.facts, person, place.scope === "organization" ? [] : [place]).at(-1);
    if (predicate.kind === "has-role") return access?.role === predicate.role;
    return access?.permissions.some(({ permission }) => permission === predicate.permission) === true;
  }

  #attribute(person: EmailKey, key: string): string {
    const field = this.facts.model.attributes.get(key);
    const name = field?.defaultFrom ?? "";
    const setting = this.facts.organization.settings[name] ?? this.facts.model.settings.get(name)?.default;
    return String(this.facts.member(person)?.attributes[key] ?? field?.default ?? setting);
  }
}

describe.each(builtInDocuments().map((document) => [document.key, compileRoleModel(document)] as const))(
  "assertions under %s",
  (_key, model) => {
    const cases = arbitraryLive(model).chain((organization) => {
      const words = wordsOfOrganization(model, organization);
      return arbitrarySaid(organization, words).map((said) => ({ organization, words, ...said }));
    });

    it("mean what their sentence says", () => {
      fc.assert(
        fc.property(cases, ({ sentence, words, assertion }) => {
          expect(parseAssertion(sentence, words)).toEqual({ assertion });
        }),
        { numRuns: 200 },
      );
    });

    it("hold, or fail for the same people, as when everybody's access is written out place by place", () => {
      const seen = { holding: 0, failing: 0 };
      fc.assert(
        fc.property(cases, ({ organization, assertion }) => {
          const { holds, counterexamples } = evaluate(assertion, policyState("current", model, organization));
          const found = counterexamples.map(({ email }) => emailKey(email)).sort();
          expect(found).toEqual(new LongWay(model, organization).failing(assertion));
          expect(holds).toBe(found.length === 0);
          seen[holds ? "holding" : "failing"] += 1;
        }),
        { numRuns: 300 },
      );
      expect(Math.min(seen.holding, seen.failing)).toBeGreaterThan(20);
    });

    it("say of each counterexample where and through what, and it is so", () => {
      fc.assert(
        fc.property(cases, ({ organization, assertion }) => {
          const state = policyState("current", model, organization);
          for (const { email, place, through, what } of evaluate(assertion, state).counterexamples) {
            if (what !== "has" || assertion.predicate.kind !== "can") continue;
            const { permission } = assertion.predicate;
            const places = new LongWay(model, organization).places.filter((one) => formatPlace(one) === place);
            const access = effectiveAccess(state.facts, emailKey(email), places).at(-1);
            expect(access?.permissions).toContainEqual({ permission, through });
          }
        }),
        { numRuns: 200 },
      );
    });
  },
);
