/** Letters cannot be sent the way that was asked for. The message holds no password. */
export class MailUnusable extends Error {
  override readonly name = "MailUnusable";
}
