/**
 * A shell script that runs the provider beside it on the machine's own Node. What it says goes to standard output,
 * which is where Terraform shows what a plugin says instead of its handshake.
 */
export function launcher(program: string): string {
  return `#!/bin/sh
if command -v node >/dev/null 2>&1; then exec node "$(dirname "$0")/${program}" "$@"; fi
echo "the provider charter needs Node 22.19 or newer on this platform, and there is no node on the path"
exit 1
`;
}
