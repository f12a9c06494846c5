import { Dispatcher, Agent as WholeAgent } from "undici";
import send from "undici/lib/api/api-request.js";
import Agent from "undici/lib/dispatcher/agent.js";
import manifest from "undici/package.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

describe("the two files of the HTTP library that the client loads", () => {
  it("are what the whole library is made of, under the names that they are typed by", () => {
    expect(Agent).toBe(WholeAgent);
    expect(send).toBe(Dispatcher.prototype.request);
  });

  it("are open to others, since the library hides none of its files", () => {
    expect(manifest).not.toHaveProperty("exports");
  });

  it("come with every version that a user may be given: a minor version could move them", () => {
    expect(packageJson.dependencies.undici).toMatch(/^~7\.\d+\.\d+$/);
  });
});
