import { mkdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/documents/read-document.ts";
import { LARGEST_FILE, readText } from "../../src/documents/read-text.ts";
import { temporaryFolder } from "../_support/temporary-folder.ts";

async function fileWith(content: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), "charter.yaml");
  await writeFile(path, content);
  return path;
}

describe("reading a file", () => {
  test("one that is not there is a finding, not an exception", () => {
    expect(readDocument("/nowhere/charter.yaml", "charter.yaml")).toMatchObject({
      document: undefined,
      text: undefined,
      findings: [
        {
          code: "unreadable-file",
          message: "there is no such file",
          source: { file: "charter.yaml", line: 1, column: 1 },
        },
      ],
    });
  });

  test("a folder is no file", async () => {
    const folder = join(await temporaryFolder(), "charter.yaml");
    await mkdir(folder);
    expect(readText(folder, "x").findings).toMatchObject([
      { code: "unreadable-file", message: "this is a folder, not a file" },
    ]);
  });

  test("an empty file says so", async () => {
    const { document, findings } = readDocument(await fileWith(""), "charter.yaml");
    expect(document).toBeUndefined();
    expect(findings).toMatchObject([{ code: "empty-file", source: { line: 1, column: 1 } }]);
  });

  test("a binary file is known by its first NUL byte", async () => {
    const path = await fileWith(Buffer.from("charter: v1\nab\0cd"));
    expect(readText(path, "charter.yaml").findings).toMatchObject([
      { code: "binary-file", source: { file: "charter.yaml", line: 2, column: 3 } },
    ]);
  });

  test("bytes that are not UTF-8 are found where they stand", async () => {
    const path = await fileWith(Buffer.concat([Buffer.from("charter: v1\ntitle: Ünï"), Buffer.from([0xe9, 0x20])]));
    expect(readText(path, "x").findings).toMatchObject([{ code: "not-utf8", source: { line: 2, column: 11 } }]);
  });

  test("UTF-16 is called by its name", async () => {
    const path = await fileWith(Buffer.from("\ufeffcharter: v1", "utf16le"));
    const [finding] = readText(path, "x").findings;
    expect(finding).toMatchObject({ code: "not-utf8", message: "the file is in UTF-16; save it in UTF-8" });
  });

  test("a huge file is not read", async () => {
    const path = await fileWith("charter: v1\n");
    await truncate(path, LARGEST_FILE + 1);
    expect(readText(path, "x").findings).toMatchObject([
      {
        code: "file-too-large",
        message: expect.stringContaining("larger than 64 MiB"),
        source: { line: 1, column: 1 },
      },
    ]);
  });

  test("a stream that never ends is given up at the limit", () => {
    expect(readText("/dev/zero", "x", 100_000).findings).toMatchObject([{ code: "file-too-large" }]);
  });

  test("a byte-order mark and Windows line ends move no column", async () => {
    const path = await fileWith("\ufeffcharter: v1\r\norganization: 7\r\n");
    const { document } = readDocument(path, "x");
    expect(document?.value).toEqual({ charter: "v1", organization: 7 });
    expect(document?.locate(["charter"], "key")).toMatchObject({ source: { line: 1, column: 1 }, length: 7 });
    expect(document?.locate(["organization"])).toMatchObject({ source: { line: 2, column: 15 }, length: 1 });
  });
});
