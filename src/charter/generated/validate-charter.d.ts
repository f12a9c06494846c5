// Made by `npm run generate`; edits are lost.
import type { ValidateFunction } from "ajv";

export declare const validateEnvelope: ValidateFunction;
export declare const validateMember: ValidateFunction;
export declare const validateGrant: ValidateFunction;
