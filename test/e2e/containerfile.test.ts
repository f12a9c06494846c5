import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readContainerfile } from "../_support/containerfile.ts";

describe("the container file", () => {
  it("has a pinned base, a user that is not root, a health check, and nothing that is fetched", async () => {
    const stages = readContainerfile(await readFile("container/Containerfile", "utf8"));
    for (const { base } of stages) expect(base).toMatch(/^[\w.]+\/[\w/]+:\d+\.\d+[\w.-]*$/);
    expect(new Set(stages.map(({ base }) => base)).size).toBe(1);
    const last = stages.at(-1)?.steps ?? [];
    const keywords = last.map(({ keyword }) => keyword);
    expect(keywords).toEqual(expect.arrayContaining(["USER", "HEALTHCHECK", "ENTRYPOINT", "CMD", "EXPOSE"]));
    expect(keywords).not.toContain("RUN");
    for (const { steps } of stages)
      for (const { keyword, text } of steps) if (keyword !== "LABEL") expect(text).not.toMatch(/https?:|apt|npm|curl/);
  });
});
