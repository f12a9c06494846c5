// Made by `npm run generate`; edits are lost.
import type { ValidateFunction } from "ajv";

export declare const validatePolicy: ValidateFunction;
