import type { OpenDoor } from "./fuzz-door.ts";

interface Door {
  /** Inputs of a run in full. */
  readonly inputs: number;
  /** Loaded in the process that knocks, and nowhere else. */
  readonly open: () => Promise<OpenDoor>;
}

export type DoorName =
  | "charters"
  | "plans"
  | "role-models"
  | "journals"
  | "messages"
  | "answers"
  | "policies"
  | "traps";

/** All ways into Charter for data from outside. */
export const DOORS: Readonly<Record<DoorName, Door>> = {
  charters: { inputs: 30_000, open: async () => (await import("./charter-door.ts")).openCharterDoor },
  plans: { inputs: 20_000, open: async () => (await import("./plan-door.ts")).openPlanDoor },
  "role-models": { inputs: 10_000, open: async () => (await import("./role-model-door.ts")).openRoleModelDoor },
  journals: { inputs: 10_000, open: async () => (await import("./journal-door.ts")).openJournalDoor },
  messages: { inputs: 15_000, open: async () => (await import("./message-door.ts")).openMessageDoor },
  answers: { inputs: 15_000, open: async () => (await import("./answer-door.ts")).openAnswerDoor },
  policies: { inputs: 10_000, open: async () => (await import("./policy-door.ts")).openPolicyDoor },
  // Behind it is what no door may have.
  traps: { inputs: 0, open: async () => (await import("./trap-door.ts")).openTrapDoor },
};
