/** Bytes that are no message of the protocol, or a message that asks for what the provider does not have. */
export class MessageFault extends RangeError {
  override readonly name = "MessageFault";
}
