/** Synthesizes so many members and prints the milliseconds: `node synthesize.cjs PACKAGE each|set|bare SIZE FOLDER`. */
const { App, TerraformStack } = require("cdktf");

const [, , constructs, form, size, outdir] = process.argv;
const { bindings, Organization } = require(constructs);

const started = process.hrtime.bigint();
const app = new App({ outdir });
const stack = new TerraformStack(app, "members");
const email = (index) => `person-${index}@acme.example`;

if (form === "bare") {
  const provider = new bindings.CharterProvider(stack, "charter", { organization: "acme" });
  for (let index = 0; index < Number(size); index++) {
    const role = index === 0 ? "owner" : "member";
    new bindings.Member(stack, email(index), { email: email(index), role, provider });
  }
} else {
  const acme = new Organization(stack, "acme", { organization: "acme", roleModel: "standard", members: form });
  for (let index = 0; index < Number(size); index++)
    acme.member(email(index), { role: index === 0 ? "owner" : "member" });
}
app.synth();
process.stdout.write(String(Number(process.hrtime.bigint() - started) / 1e6));
