/** Variables of the environment that the command reads, and what for. */
export const ENVIRONMENT: readonly (readonly [name: string, meaning: string])[] = [
  ["CHARTER_API", "Address of the membership API, where --api does not say."],
  ["CHARTER_TOKEN", "The API's token, where --token-file does not say. It is never an argument."],
  ["CHARTER_TOKEN_ORGANIZATION", "The token for one organization: CHARTER_TOKEN_ACME_EU for acme-eu."],
  ["CHARTER_ORGANIZATION", "For charter provider: the organization that it manages."],
  ["CHARTER_TIMEOUT", "Seconds that an answer is waited for, where --timeout does not say."],
  ["CHARTER_RETRIES", "How often a request is tried again, where --retries does not say."],
  ["CHARTER_SMTP", "For charter serve: URL of the mail server, with its password."],
  ["CHARTER_FLEET_DATABASE", "For charter fleet: postgres:// URL of the database with the queue."],
  ["CHARTER_DEBUG", "1 prints the stack of every error."],
  ["NO_COLOR, FORCE_COLOR", "No colour, and colour where the output is no terminal."],
  ["CI", "Nobody is asked, and no progress bar is drawn."],
  [
    "XDG_CACHE_HOME, LOCALAPPDATA, HOME",
    "Where compiled code is kept, in charter/compiled; NODE_DISABLE_COMPILE_CACHE=1 keeps none.",
  ],
];
