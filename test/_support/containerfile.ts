/** One instruction, its continued lines joined: `FROM`, `debian:12 AS unpacked`. */
export interface Instruction {
  readonly keyword: string;
  readonly text: string;
}

/** A stage, from its `FROM` to the next one. */
export interface Stage {
  readonly base: string;
  readonly name: string | undefined;
  readonly steps: readonly Instruction[];
}

const KEYWORDS = new Set(
  "FROM ARG ADD COPY RUN LABEL ENV USER WORKDIR VOLUME EXPOSE HEALTHCHECK ENTRYPOINT CMD".split(" "),
);

/** The stages of a container file. Throws where a line is no instruction that is known here. */
export function readContainerfile(text: string): Stage[] {
  const stages: { base: string; name: string | undefined; steps: Instruction[] }[] = [];
  for (const { keyword, text: rest } of instructions(text)) {
    if (!KEYWORDS.has(keyword)) throw new Error(`no instruction: ${keyword}`);
    if (keyword === "FROM") {
      const [base = "", as, name] = rest.replace(/^--platform=\S+ /, "").split(" ");
      if (as !== undefined && as !== "AS") throw new Error(`FROM ${rest}`);
      stages.push({ base, name, steps: [] });
    } else {
      const stage = stages.at(-1);
      if (stage === undefined) throw new Error(`${keyword} before the first FROM`);
      stage.steps.push({ keyword, text: rest });
    }
  }
  return stages;
}

function instructions(text: string): Instruction[] {
  const joined = text.replaceAll(/^#.*\n/gm, "").replaceAll(/\\\n\s*/g, "");
  const lines = joined.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const [, keyword = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    return { keyword, text: rest.trim() };
  });
}
