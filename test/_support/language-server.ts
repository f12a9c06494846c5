import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createMessageConnection, type MessageConnection } from "vscode-jsonrpc/node";

/** Marks the place in a text at which a person types or points. */
const CURSOR = "▮";

/** What the editor offers at a place. */
export interface Offer {
  readonly label: string;
  readonly documentation: string;
}

/** A finding as an editor underlines it. */
export interface Underlined {
  readonly text: string;
  readonly message: string;
}

/** The YAML language server, as editors run it, in a folder of its own. */
export interface LanguageServer {
  readonly folder: string;
  /** What is offered at the cursor, `▮`. */
  complete(text: string): Promise<readonly Offer[]>;
  /** What is said about the word at the cursor. */
  hover(text: string): Promise<string>;
  /** What is underlined. */
  check(text: string): Promise<readonly Underlined[]>;
  stop(): Promise<void>;
}

/** Nothing is looked for on the network. */
const OFFLINE = {
  validate: true,
  hover: true,
  completion: true,
  schemaStore: { enable: false },
  kubernetesCRDStore: { enable: false },
};

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Diagnostic {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly message: string;
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Completions {
  readonly items: readonly { readonly label: string; readonly documentation?: string | { readonly value: string } }[];
}

interface Hover {
  readonly contents: string | { readonly value: string };
}

/**
 * Starts the server over its standard streams. The caller stops it.
 *
 * @param settings what a person set, below `yaml`
 */
export async function startLanguageServer(folder: string, settings: object = {}): Promise<LanguageServer> {
  const { child, connection } = await connect(folder, { ...OFFLINE, ...settings });
  const opened = openTexts(connection, folder);
  const at = async <Answer>(method: string, text: string) => {
    const { uri, position } = await opened(text);
    return await connection.sendRequest<Answer>(method, { textDocument: { uri }, position });
  };
  return {
    folder,
    complete: async (text) => (await at<Completions>("textDocument/completion", text)).items.map(offerOf),
    hover: async (text) => plain((await at<Hover | null>("textDocument/hover", text))?.contents ?? ""),
    check: async (text) => {
      const { found } = await opened(text);
      return (await found).map(({ range, message }) => ({ text: cut(text, range), message }));
    },
    stop: async () => {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      if (child.exitCode === null) await once(child, "exit");
      connection.dispose();
    },
  };
}

async function connect(folder: string, yaml: object): Promise<{ child: ChildProcess; connection: MessageConnection }> {
  const root = dirname(createRequire(import.meta.url).resolve("yaml-language-server/package.json"));
  const entry = join(root, "bin/yaml-language-server");
  const child = spawn(process.execPath, [entry, "--stdio"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(child.stdout, child.stdin);
  connection.onRequest("workspace/configuration", ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section }) => (section === "yaml" ? yaml : {})),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "charters" }],
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: {
        completion: { completionItem: { documentationFormat: ["markdown"] } },
        hover: { contentFormat: ["markdown"] },
        publishDiagnostics: {},
      },
    },
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: { yaml } });
  return { child, connection };
}

/** Opens each text as a file of its own; a moment later the server says what it found in it. */
function openTexts(connection: MessageConnection, folder: string) {
  const waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: Published) =>
    waiting.get(uri)?.(diagnostics),
  );
  let files = 0;
  return async (marked: string) => {
    const text = marked.replace(CURSOR, "");
    files += 1;
    // Each file is called charter.yaml, as people call it, beside the schemas or a folder below.
    const path = join(folder, `${files}`, "charter.yaml");
    await mkdir(join(folder, `${files}`));
    await writeFile(path, text);
    const uri = pathToFileURL(path).href;
    const found = new Promise<readonly Diagnostic[]>((resolve) => waiting.set(uri, resolve));
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
    return { uri, position: cursorOf(marked), found };
  };
}

function cursorOf(marked: string): Position {
  const before = (marked.split(CURSOR)[0] ?? "").split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function offerOf({ label, documentation }: Completions["items"][number]): Offer {
  return { label, documentation: plain(documentation ?? "") };
}

function plain(content: string | { readonly value: string }): string {
  return typeof content === "string" ? content : content.value;
}

/** The words that are underlined; of several lines the first one. */
function cut(text: string, { start, end }: Diagnostic["range"]): string {
  const line = text.split("\n")[start.line] ?? "";
  return line.slice(start.character, end.line === start.line ? end.character : undefined);
}
