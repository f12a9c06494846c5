/** Why a fleet cannot be worked with: a typed error at the room's door, with a sentence that says what to do. */
export class FleetError extends Error {
  override readonly name = "FleetError";
  readonly code: "database-unusable" | "database-unavailable" | "invalid-schedule";

  constructor(code: FleetError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
