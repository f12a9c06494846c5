/** A message as it leaves. */
export interface Message {
  /** The same at every attempt; sorts by the time at which the letter was written. Fit for a file's name. */
  readonly name: string;
  /** Addresses without names, for the envelope. */
  readonly from: string;
  readonly to: string;
  /** RFC 5322, lines ending with CR LF; 7 bits wherever the addresses are. */
  readonly text: string;
}

/** What became of a message. No reason has a token, a password or the address of a person in it. */
export type Delivery =
  | { readonly kind: "sent" }
  /** It will never be taken: another attempt would end the same. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Another attempt may do better. Where the connection broke off half-way, this one may have arrived. */
  | { readonly kind: "failed"; readonly reason: string; readonly mayHaveLeft: boolean };

/** Where letters go. */
export interface Postbox {
  /** Never throws for what the other side does. Ends soon after the signal, at the latest. */
  deliver(message: Message, signal: AbortSignal): Promise<Delivery>;
  /** For how long letters that are due are still sent when the server stops, in milliseconds. */
  readonly patienceMs: number;
  close(): Promise<void>;
}
