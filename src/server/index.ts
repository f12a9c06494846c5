export { type BootstrapRequest, bootstrap } from "./bootstrap.ts";
export { importOrganization } from "./import-organization.ts";
export { issueToken, type TokenIssue } from "./issue-token.ts";
export { type RunningServer, type ServerOptions, startServer } from "./start-server.ts";
export { openStore, type Store } from "./store/store.ts";
