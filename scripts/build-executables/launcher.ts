/** A shell script that runs the command beside it on the machine's own Node, also through links to itself. */
export function launcher(program: string): string {
  return `#!/bin/sh
here=$0
while [ -L "$here" ]; do
  to=$(readlink "$here")
  case $to in /*) here=$to ;; *) here=$(dirname "$here")/$to ;; esac
done
if command -v node >/dev/null 2>&1; then exec node "$(dirname "$here")/${program}" "$@"; fi
echo "charter needs Node 22.19 or newer on this platform, and there is no node on the path" >&2
exit 1
`;
}
