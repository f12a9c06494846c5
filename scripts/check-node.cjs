// Runs on any Node: says which one is needed before something fails without a reason.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `Charter needs Node 22.19 or newer; this is ${process.version}. Run \`npm ci\` first: it brings one for npm scripts.\n`,
  );
  process.exit(1);
}
