import { armsOf, valuedFlags } from "./case-arms.ts";
import type { CommandNode } from "./command-node.ts";

const HEAD = `# Completion of charter for bash 3.2 and later: source <(charter completion bash)
# Made from the command's own verbs and options. It starts no process when a key is pressed.
`;

/** The words typed so far lead to a verb, an option that waits for its value, or a position. */
const WALK = `_charter() {
  local current=\${COMP_WORDS[COMP_CWORD]} last=$COMP_CWORD breaks='^[=:@]+$'
  local at=charter awaiting= glued= closed= position=0 index word
  local verbs= options= valued= words= files=
  COMPREPLY=()
  if [[ $current =~ $breaks ]]; then current=; last=$((last + 1)); fi
  _charter_at "$at"
  for ((index = 1; index < last; index++)); do
    word=\${COMP_WORDS[index]}
    # Readline parts --format=json, embedded:DIR and ada@acme.example into three words each.
    if [[ $word =~ $breaks ]]; then glued=1
    elif [[ -n $glued || -n $awaiting ]]; then glued= awaiting=
    elif [[ -n $closed ]]; then position=$((position + 1))
    elif [[ $word == -- ]]; then closed=1
    elif [[ $word == -* ]]; then [[ " $valued " == *" $word "* ]] && awaiting=$word
    elif [[ $position == 0 && " $verbs " == *" $word "* ]]; then at="$at $word"; _charter_at "$at"
    else position=$((position + 1))
    fi
  done
  if [[ -n $awaiting ]]; then _charter_values "$at $awaiting"
  elif [[ -n $glued ]]; then return 0
  elif [[ -z $closed && $current == -* ]]; then words=$options
  else
    _charter_values "$at $position"
    if [[ -z $closed && $position == 0 ]]; then words="$verbs $words"; fi
  fi
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
  fi
}

complete -F _charter charter
`;

/** A script for bash that completes every verb, option and value of the command. */
export function bashScript(nodes: readonly CommandNode[]): string {
  const at = nodes.map(
    (node) =>
      `  '${node.path}') verbs='${words(node.verbs.map(({ name }) => name))}'` +
      ` options='${words(node.flags.flatMap(({ names }) => names))}' valued='${words(valuedFlags(node))}' ;;`,
  );
  const values = armsOf(nodes).map(
    ({ pattern, values }) => `  ${pattern}) words='${words(values.words)}' files=${values.files ? "1" : ""} ;;`,
  );
  return [HEAD, caseOf("_charter_at", at), caseOf("_charter_values", values), WALK].join("\n");
}

function caseOf(name: string, arms: readonly string[]): string {
  return `${name}() {\n  case $1 in\n${arms.join("\n")}\n  *) ;;\n  esac\n}\n`;
}

/** `compgen -W` expands what it is given, like a line of the shell: nothing but plain words may come there. */
function words(list: readonly string[]): string {
  const odd = list.find((word) => !/^[A-Za-z0-9-]+$/.test(word));
  if (odd !== undefined) throw new Error(`${JSON.stringify(odd)} is no plain word that a shell can be given`);
  return list.join(" ");
}
