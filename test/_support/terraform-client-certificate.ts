import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { bits, der, identifier, integer, sequence, time } from "../../src/terraform/plugin/der.ts";

const ECDSA_WITH_SHA512 = sequence(identifier("1.2.840.10045.4.3.4"));

/** A certificate as Terraform shows it: P-521, an authority of its own, for both ends of a connection; as PEM. */
export function clientCertificate(): { readonly certificate: string; readonly key: Buffer } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-521" });
  const name = sequence(der(0x31, sequence(identifier("2.5.4.3"), der(0x0c, Buffer.from("localhost")))));
  const now = Date.now();
  const hour = 3_600_000;
  const toBeSigned = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(8)),
    ECDSA_WITH_SHA512,
    name,
    sequence(time(new Date(now - hour)), time(new Date(now + hour))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(extension("2.5.29.37", clientAndServer()), extension("2.5.29.19", authority()))),
  );
  const signed = sequence(toBeSigned, ECDSA_WITH_SHA512, bits(sign("sha512", toBeSigned, privateKey)));
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${signed.toString("base64").replaceAll(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`,
    key: Buffer.from(privateKey.export({ type: "pkcs8", format: "pem" })),
  };
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(identifier(id), der(0x04, value));
}

function clientAndServer(): Buffer {
  return sequence(identifier("1.3.6.1.5.5.7.3.2"), identifier("1.3.6.1.5.5.7.3.1"));
}

function authority(): Buffer {
  return sequence(der(0x01, Buffer.from([0xff])));
}
