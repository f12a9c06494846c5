// Made by `npm run generate`; edits are lost.

/**
 * An e-mail address.
 */
export type Email = string;
/**
 * Such as `mallory@acme.example cannot billing:manage at organization`.
 */
export type Sentence = string;

/**
 * Assertions about who may do what under a charter, for `charter test`. The sentences are described in docs/policy-tests.md.
 */
export interface PolicyDocument {
  /**
   * For editors: where this schema is.
   */
  $schema?: string;
  /**
   * The version of this format.
   */
  charterTest: "v1";
  /**
   * The charter's file or folder, relative to this file. By default charter.yaml, else charter/, beside this file.
   */
  charter?: string;
  /**
   * Names for people in the sentences of this file.
   */
  people?: {
    [k: string]: Email | [Email, ...Email[]];
  };
  /**
   * What must hold, each as a sentence.
   *
   * @minItems 1
   */
  assertions: [
    (
      | Sentence
      | {
          assert: Sentence;
          /**
           * Why, for whoever reads that it does not hold.
           */
          reason?: string;
        }
    ),
    ...(
      | Sentence
      | {
          assert: Sentence;
          /**
           * Why, for whoever reads that it does not hold.
           */
          reason?: string;
        }
    )[]
  ];
}
