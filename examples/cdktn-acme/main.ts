import { App, Aspects, LocalBackend, TerraformStack } from "cdktn";
import { OnlyThese, Organization } from "charter/cdktn";

const app = new App();
const stack = new TerraformStack(app, "acme");
new LocalBackend(stack, { path: "terraform.tfstate" });

/** The organization of examples/acme/charter.yaml, as constructs. */
const acme = new Organization(stack, "acme", {
  organization: "acme",
  title: "Acme Observability",
  tier: "enterprise",
  roleModel: "standard",
  members: "set",
  guards: { removals: "25%", promotions: 5, owners: { min: 1, max: 3 }, required: ["ada@acme.example"] },
});

const responder = acme.role("incident-responder", {
  title: "Incident responder",
  permissions: ["issues:triage", "audit-log:read", "read"],
});
const captain = acme.role("release-captain", {
  scope: "project",
  title: "Release captain",
  permissions: ["build", "settings:manage", "read"],
});

acme.member("ada@acme.example", { role: "owner" });
const grace = acme.member("grace@acme.example", { role: "admin" });
const linus = acme.member("linus@acme.example", { role: "member" });
acme.member("margaret@acme.example", { role: "security-lead" });
acme.member("katherine@acme.example", { role: responder, reason: "First on call" });
const alan = acme.member("alan@acme.example", {
  role: "member",
  attributes: { memberType: "freelancer" },
  permissions: { "policies:create": "deny" },
  until: "2031-12-31",
});
const barbara = acme.member("barbara@acme.example", { role: "billing-admin" });
const platform = acme.group("platform", [grace, linus]);

const eu = acme.tenant("eu", { title: "Europe" });
eu.grant(grace, "tenant-admin").grant(linus, "tenant-member").grant(alan, "tenant-member");
const us = acme.tenant("us", { title: "United States" }).grant(platform, "tenant-admin");

eu.project("wearables", { title: "Wearables" }).grant(linus, captain).grant(alan, "project-developer");
us.project("billing-portal", { title: "Billing portal" })
  .grant(platform, "project-admin")
  .grant(barbara, "project-viewer");

Aspects.of(app).add(new OnlyThese("owner", ["ada@acme.example"]));
app.synth();
