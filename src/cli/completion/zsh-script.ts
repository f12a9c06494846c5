import { armsOf, valuedFlags } from "./case-arms.ts";
import type { CommandNode } from "./command-node.ts";

const HEAD = `#compdef charter
# Completion of charter for zsh: charter completion zsh > "\${fpath[1]}/_charter", or source <(charter completion zsh)
# Made from the command's own verbs and options. It starts no process when a key is pressed.
`;

/** The words typed so far lead to a verb, an option that waits for its value, or a position. */
const WALK = `_charter() {
  local current=$words[CURRENT] at=charter awaiting= closed= files= word
  local -i position=0 index failed=1
  local -a verbs options valued values
  _charter_at $at
  for ((index = 2; index < CURRENT; index++)); do
    word=$words[index]
    if [[ -n $awaiting ]]; then awaiting=
    elif [[ -n $closed ]]; then position+=1
    elif [[ $word == -- ]]; then closed=1
    elif [[ $word == -* ]]; then if ((\${valued[(Ie)$word]})); then awaiting=$word; fi
    elif ((position == 0 && \${verbs[(I)\${(b)word}:*]})); then at+=" $word"; _charter_at $at
    else position+=1
    fi
  done
  if [[ -n $awaiting ]]; then _charter_values "$at $awaiting"
  elif [[ -z $closed && $current == --*=* ]]; then
    _charter_values "$at \${current%%=*}"
    compset -P 1 '*='
  elif [[ -z $closed && $current == -* ]]; then
    _describe -o option options
    return
  else
    _charter_values "$at $position"
    if [[ -z $closed ]] && ((position == 0 && $#verbs)); then _describe -t verbs verb verbs && failed=0; fi
  fi
  if (($#values)); then compadd -a values && failed=0; fi
  if [[ -n $files ]]; then _files && failed=0; fi
  return failed
}

if [[ $funcstack[1] == _charter ]]; then _charter "$@"; else compdef _charter charter; fi
`;

/** A script for zsh that completes every verb, option and value of the command, with what each is for. */
export function zshScript(nodes: readonly CommandNode[]): string {
  const at = nodes.map((node) => {
    const verbs = node.verbs.map(({ name, description }) => described(name, description));
    const options = node.flags.flatMap(({ names, description }) => names.map((name) => described(name, description)));
    return `  '${node.path}')\n    verbs=(${verbs.join(" ")})\n    options=(${options.join(" ")})\n    valued=(${valuedFlags(node).join(" ")}) ;;`;
  });
  const values = armsOf(nodes).map(
    ({ pattern, values }) => `  ${pattern}) values=(${values.words.join(" ")}) files=${values.files ? "1" : ""} ;;`,
  );
  return [HEAD, caseOf("_charter_at", at), caseOf("_charter_values", values), WALK].join("\n");
}

function caseOf(name: string, arms: readonly string[]): string {
  return `${name}() {\n  case $1 in\n${arms.join("\n")}\n  esac\n}\n`;
}

function described(name: string, description: string): string {
  return `'${`${name}:${description}`.replaceAll("'", `'\\''`)}'`;
}
