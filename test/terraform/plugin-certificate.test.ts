import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeCertificate } from "../../src/terraform/plugin/certificate.ts";
import { bits, der, identifier, integer, sequence, time } from "../../src/terraform/plugin/der.ts";

describe("the plugin's certificate", () => {
  it("is for localhost and for servers, signed by its own key, from an hour before now for a month", () => {
    const now = new Date("2026-11-22T12:00:00.000Z");
    const { certificate, key, der: bytes } = makeCertificate(now);
    const read = new X509Certificate(certificate);
    expect(read.raw.equals(bytes)).toBe(true);
    expect(read.subjectAltName).toBe("DNS:localhost");
    expect(read.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(read.checkIssued(read)).toBe(true);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(key.toString()).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect([read.validFrom, read.validTo]).toEqual(["Nov 22 11:00:00 2026 GMT", "Dec 22 12:00:00 2026 GMT"]);
  });

  it("is readable however long its numbers happen to be", () => {
    for (let count = 0; count < 300; count++) {
      const { certificate } = makeCertificate(new Date());
      const lines = certificate.toString().trim().split("\n");
      expect(lines.slice(1, -1).every((line) => line.length > 0 && line.length <= 64)).toBe(true);
      expect(new X509Certificate(certificate).serialNumber).toMatch(/^01[0-9A-F]{30}$/);
    }
  });
});

describe("distinguished encoding", () => {
  it("has the length in one byte, or behind how many bytes it takes", () => {
    const start = (length: number) => der(0x04, Buffer.alloc(length)).subarray(0, 4).toString("hex");
    expect([start(1), start(127), start(128), start(255), start(256), start(65_535)]).toEqual([
      "040100",
      "047f0000",
      "04818000",
      "0481ff00",
      "04820100",
      "0482ffff",
    ]);
  });

  it("has numbers in the fewest bytes, and never negative", () => {
    const hex = (...bytes: number[]) => integer(Buffer.from(bytes)).toString("hex");
    expect([hex(0), hex(0, 0), hex(0, 1), hex(1, 0), hex(0x7f), hex(0x80), hex(0, 0x80)]).toEqual([
      "020100",
      "020100",
      "020101",
      "02020100",
      "02017f",
      "02020080",
      "02020080",
    ]);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), (value) => {
        const text = value.toString(16);
        const encoded = integer(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, "hex"));
        expect(BigInt(`0x${encoded.subarray(2).toString("hex")}`)).toBe(value);
        expect(encoded[2]).toBeLessThan(0x80);
      }),
    );
  });

  it("has identifiers, instants and bits as the standard has them", () => {
    expect(identifier("1.2.840.10045.4.3.2").toString("hex")).toBe("06082a8648ce3d040302");
    expect(time(new Date("2026-11-22T10:05:09.999Z")).toString("latin1")).toBe("\u0017\r261122100509Z");
    expect(sequence(bits(Buffer.from([5]))).toString("hex")).toBe("300403020005");
  });
});
