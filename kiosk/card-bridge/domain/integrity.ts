import { parseOuterTlv, parseTlv, TlvError, type TlvObject } from './tlv.ts';

/** RSA public key: big-endian modulus and exponent. */
export type RsaKey = { n: Uint8Array; e: Uint8Array };
/** Something signed: RSA PKCS#1 v1.5 with SHA-256 over exactly `message`. */
export type Signed = { message: Uint8Array; signature: Uint8Array };

/**
 * DF32 of EF 0003 is the hash of these bytes: the value of EF 0002 with the offset table (DF21) skipped and without filler.
 * Hashing the whole file gives a false "tampered".
 */
export function fourItemsDigestSource(file: Uint8Array): Uint8Array {
  const outer = parseOuterTlv(file);
  const [offsets] = parseTlv(file, outer.valueStart, outer.end);
  if (offsets?.tag !== 0xdf21) throw new TlvError('no offset table');
  return file.subarray(offsets.end, outer.end);
}

/**
 * EF 0003 `FF30 { DF31 hash | DF32 hash | DF33 signature over both objects with headers }`.
 * DF31 is a hash over about 10^11 possible 個人番号 and can be searched through: the record never leaves the function that reads it.
 */
export function parseIntegrity(file: Uint8Array): { fourItemsHash: Uint8Array; signed: Signed } {
  const objects = childrenOf(file, 0xff30);
  const [numberHash, itemsHash, signature] = [pick(objects, 0xdf31), pick(objects, 0xdf32), pick(objects, 0xdf33)];
  if (numberHash.end !== itemsHash.start) throw new TlvError('hash order');
  return { fourItemsHash: itemsHash.value, signed: { message: file.subarray(numberHash.start, itemsHash.end), signature: signature.value } };
}

/** EF 0004 `7F21 { 5F4E: 16 issuer id, 16 subject id, key | 5F37 signature over the value of 5F4E }`. All 16 bytes of an id are compared. */
export function parseCertificate(file: Uint8Array): { issuerId: Uint8Array; key: RsaKey; signed: Signed } {
  const objects = childrenOf(file, 0x7f21);
  const [body, signature] = [pick(objects, 0x5f4e), pick(objects, 0x5f37)];
  if (body.value.length < 32) throw new TlvError('key ids');
  return { issuerId: body.value.subarray(0, 16), key: parseRsaKey(body.value.subarray(32)), signed: { message: body.value, signature: signature.value } };
}

/** EF 0007 `FF50 { DF51 the card's own public key | DF52 signature over object DF51 with header }`. */
export function parseCardKey(file: Uint8Array): { key: RsaKey; signed: Signed } {
  const objects = childrenOf(file, 0xff50);
  const [key, signature] = [pick(objects, 0xdf51), pick(objects, 0xdf52)];
  return { key: parseRsaKey(key.value), signed: { message: file.subarray(key.start, key.end), signature: signature.value } };
}

function parseRsaKey(bytes: Uint8Array): RsaKey {
  const objects = parseTlv(bytes);
  return { e: pick(objects, 0x90).value, n: pick(objects, 0x91).value };
}

function childrenOf(file: Uint8Array, tag: number): TlvObject[] {
  const outer = parseOuterTlv(file);
  if (outer.tag !== tag) throw new TlvError('tag');
  return parseTlv(file, outer.valueStart, outer.end);
}

function pick(objects: readonly TlvObject[], tag: number): TlvObject {
  const object = objects.find((candidate) => candidate.tag === tag);
  if (!object) throw new TlvError(`no ${tag.toString(16)}`);
  return object;
}
