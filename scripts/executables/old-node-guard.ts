/**
 * Lines before a program for the machine's own Node, which end it on a Node that is too old to read the rest.
 *
 * @param program as the sentence names it: `charter`
 */
export function oldNodeGuard(program: string, stream: "stdout" | "stderr"): string {
  return `var charterNode = process.versions.node.split(".").map(Number);
if (charterNode[0] < 22 || (charterNode[0] === 22 && charterNode[1] < 19)) {
  process.${stream}.write("${program} needs Node 22.19 or newer; this is " + process.version + "\\n");
  process.exit(1);
}
`;
}
