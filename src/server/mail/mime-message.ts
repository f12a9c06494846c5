import { encodedBody, encodedHeader, oneLine } from "./encode-text.ts";

/** A letter in both of its forms. */
export interface MimeParts {
  /** As the header shows it. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly date: Date;
  /** Without the angle brackets. */
  readonly messageId: string;
  readonly text: string;
  readonly html: string;
}

/** The letter as an e-mail (RFC 5322, multipart/alternative). Line breaks in any field begin no other header. */
export function mimeMessage({ from, to, subject, date, messageId, text, html }: MimeParts): string {
  const boundary = `charter-${messageId.replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 40)}`;
  return [
    `From: ${from}`,
    `To: ${oneLine(to)}`,
    `Subject: ${encodedHeader(oneLine(subject))}`,
    `Date: ${date.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${messageId}>`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    ...part(boundary, "text/plain", text),
    ...part(boundary, "text/html", html),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}

function part(boundary: string, type: string, content: string): string[] {
  const { encoding, text } = encodedBody(content);
  return [`--${boundary}`, `Content-Type: ${type}; charset=utf-8`, `Content-Transfer-Encoding: ${encoding}`, "", text];
}
