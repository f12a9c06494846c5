/** Why a sentence cannot be understood, and which part of it. */
export interface SentenceFault {
  readonly code: string;
  readonly message: string;
  /** Where the part starts in the sentence, and how long it is, in UTF-16 code units. */
  readonly offset: number;
  readonly length: number;
}
