/** Stories of tests and the examples of the refusal pages are told in the same few words. */
export {
  address,
  declare,
  model,
  NO_GUARDS,
  organization,
  read,
  type Sketch,
} from "../../scripts/generate/refusals/sketch.ts";
