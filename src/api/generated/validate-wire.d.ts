// Made by `npm run generate`; edits are lost.
import type { ValidateFunction } from "ajv";

export declare const validateHeader: ValidateFunction;
export declare const validateLine: ValidateFunction;
export declare const validateIdentity: ValidateFunction;
export declare const validateProblem: ValidateFunction;
export declare const validatePage: ValidateFunction;
