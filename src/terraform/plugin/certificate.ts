import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { bits, der, identifier, integer, sequence, time } from "./der.ts";

/** A certificate that its own key has signed, for one process. */
export interface SelfSigned {
  readonly der: Buffer;
  /** The certificate as PEM. */
  readonly certificate: Buffer;
  /** The private key as PEM. */
  readonly key: Buffer;
}

const DAY = 24 * 60 * 60 * 1000;
const ECDSA_WITH_SHA256 = sequence(identifier("1.2.840.10045.4.3.2"));
const HOST = "localhost";

/**
 * Makes a certificate for `localhost`, valid from an hour ago for a month. Written here because a library for it takes
 * longer to load than all the rest of the plugin takes to start, and Terraform starts it several times a run.
 */
export function makeCertificate(now: Date): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const toBeSigned = sequence(
    der(0xa0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    name(),
    sequence(time(new Date(now.getTime() - DAY / 24)), time(new Date(now.getTime() + 30 * DAY))),
    name(),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(alternativeName(), serverUse())),
  );
  const signature = sign("sha256", toBeSigned, privateKey);
  const certificate = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(signature));
  return {
    der: certificate,
    certificate: pem("CERTIFICATE", certificate),
    key: Buffer.from(privateKey.export({ type: "pkcs8", format: "pem" })),
  };
}

function name(): Buffer {
  const commonName = sequence(identifier("2.5.4.3"), der(0x0c, Buffer.from(HOST)));
  return sequence(der(0x31, commonName));
}

function alternativeName(): Buffer {
  return sequence(identifier("2.5.29.17"), der(0x04, sequence(der(0x82, Buffer.from(HOST)))));
}

function serverUse(): Buffer {
  return sequence(identifier("2.5.29.37"), der(0x04, sequence(identifier("1.3.6.1.5.5.7.3.1"))));
}

function pem(label: string, bytes: Buffer): Buffer {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return Buffer.from([`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n"));
}
