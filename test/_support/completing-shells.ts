import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { command } from "./command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const execute = promisify(execFile);

/** What hangs is stopped, and fails its test. */
const PATIENCE = 60_000;

/** A line up to the cursor, as words; the last one is being typed. */
export type Typed = readonly string[];

/** A shell that has loaded its script: what it offers for each line, sorted. */
export type Shell = (folder: string, ...lines: readonly Typed[]) => Promise<string[][]>;

/** Runs a shell in a folder, whose own `bin` comes first where programs are looked for. */
async function run(
  shell: string,
  argv: readonly string[],
  folder: string,
  more: NodeJS.ProcessEnv = {},
): Promise<string> {
  const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}`, ...more };
  return (await execute(shell, argv, { cwd: folder, env, timeout: PATIENCE })).stdout;
}

/** Asks bash as readline does: the words of the line in `COMP_WORDS`. */
export const bash: Shell = async (folder, ...lines) => {
  const asked = lines.map((words) => {
    const list = words.map(quoted).join(" ");
    return `COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; COMPREPLY=(); _charter; printf '%s\\n' "\${COMPREPLY[@]}" ===`;
  });
  const script = join(await scriptFolder("bash"), "script");
  return answers(await run("bash", ["--norc", "-c", `source ${script}\n${asked.join("\n")}`], folder));
};

/** Asks fish through its own `complete -C`. */
export const fish: Shell = async (folder, ...lines) => {
  const asked = lines.map((words) => `complete -C ${quoted(words.join(" "))}; echo ===`);
  const script = join(await scriptFolder("fish"), "script");
  const said = await run("fish", ["--no-config", "-c", `source ${script}\n${asked.join("\n")}`], folder);
  return answers(said).map((words) => words.map((word) => word.split("\t")[0] ?? ""));
};

/**
 * Asks zsh at a terminal of its own: the line editor is given each line and told to complete it, and what the
 * completion system is handed is written down.
 */
export const zsh: Shell = async (folder, ...lines) => {
  const home = await scriptFolder("zsh");
  const found = join(home, "found");
  await writeFile(found, "");
  await writeFile(join(home, ".zshrc"), startOfZsh(home, found, folder, lines));
  const driver = "zmodload zsh/zpty; zpty asked zsh -d -i; while zpty -r asked line; do :; done";
  await run("zsh", ["-f", "-c", driver], folder, { ZDOTDIR: home, TERM: "dumb" });
  return answers(await readFile(found, "utf8"));
};

function startOfZsh(home: string, found: string, folder: string, lines: readonly Typed[]): string {
  return `autoload -U compinit; compinit -u -D; source ${join(home, "script")}
zstyle ':completion:*' insert-tab false
cd ${quoted(folder)}
lines=(${lines.map((words) => quoted(words.join(" "))).join(" ")})
compadd() {
  if [[ "$*" == *-[OAD]\\ * ]]; then builtin compadd "$@"; return; fi
  local -a hits; builtin compadd -O hits "$@"; print -rl -- $hits >> ${found}
  builtin compadd "$@"
}
zle-line-init() {
  if (($#lines == 0)); then exit; fi
  BUFFER=$lines[1]; CURSOR=$#BUFFER; shift lines
  zle complete-word
  print -r -- '===' >> ${found}
  BUFFER=; zle accept-line
}
zle -N zle-line-init
`;
}

async function scriptFolder(shell: string): Promise<string> {
  const folder = await temporaryFolder();
  const { out } = await command(["completion", shell], { cwd: folder });
  await writeFile(join(folder, "script"), out);
  return folder;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** One list a line, each ended by a mark. A folder may be shown with its slash, and an option with its `=`. */
function answers(text: string): string[][] {
  const lists = text.split(/^===\n/m).slice(0, -1);
  return lists.map((list) =>
    [
      ...new Set(
        list
          .split("\n")
          .filter((word) => word !== "")
          .map((word) => word.replace(/\/$/, "")),
      ),
    ].sort(),
  );
}
