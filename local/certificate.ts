import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";

export interface Certificate {
  /** PEM, both. */
  readonly certificate: string;
  readonly key: string;
}

/** DER, as far as one certificate needs it (X.690; RFC 5280). */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content);
const octets = (...parts: Buffer[]) => der(0x04, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const time = (moment: Date) =>
  der(0x18, Buffer.from(`${moment.toISOString().replace(/[-:T]|\..*/g, "")}Z`));

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const nameOf = (text: string) =>
  sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(text)))));

/** For localhost and 127.0.0.1; its own authority, which the basic constraints have to allow. */
const extensions = der(
  0xa3,
  sequence(
    sequence(
      oid("551d11"),
      octets(sequence(der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])))),
    ),
    sequence(
      oid("551d13"),
      der(0x01, Buffer.from([0xff])),
      octets(sequence(der(0x01, Buffer.from([0xff])))),
    ),
  ),
);

const pem = (label: string, content: Buffer) =>
  `-----BEGIN ${label}-----\n${content.toString("base64").replace(/(.{64})/g, "$1\n")}\n-----END ${label}-----\n`;

const day = 24 * 60 * 60 * 1000;

/** A certificate for this machine that nobody trusts unless told to: made anew at each start, good for a day. */
export function createCertificate(now = new Date()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  // Each has a name of its own: two issuers of one name are taken for each other.
  const name = nameOf(`sandbox ${randomBytes(8).toString("hex")}`);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(time(new Date(now.getTime() - day)), time(new Date(now.getTime() + day))),
    name,
    publicKey,
    extensions,
  );
  const signature = sign("sha256", body, createPrivateKey(privateKey));
  return {
    certificate: pem("CERTIFICATE", sequence(body, ecdsaWithSha256, bits(signature))),
    key: privateKey,
  };
}
