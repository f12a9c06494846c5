/** The demo's charter with Grace as an owner, which the demo's token for CI may not make anybody. */
export function escalated(charter: string): string {
  return charter.replace(/(grace@acme\.example\n\s+role: )admin/, "$1owner");
}
