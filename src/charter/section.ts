import type { CharterDocument } from "./generated/charter-document.ts";

/** Top-level fields of a charter. */
export type Section = Exclude<keyof CharterDocument, "$schema">;
