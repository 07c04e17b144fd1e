import { createHash, generateKeyPair, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { concatBytes, fromHex, toHex } from '../card-bridge/domain/bytes.ts';
import type { RsaKey } from '../card-bridge/domain/integrity.ts';
import { encodeTlv } from '../card-bridge/domain/tlv.ts';
import { writeRecord, type WrittenRecord } from './card-record.ts';
import type { FictitiousPerson } from './fictitious-people.ts';

type KeyPair = { publicKey: KeyObject; privateKey: KeyObject };
const generateRsa = promisify(generateKeyPair) as (type: 'rsa', options: { modulusLength: number }) => Promise<KeyPair>;
const newKeyPair = (): Promise<KeyPair> => generateRsa('rsa', { modulusLength: 2048 });

/** The text AP's transparent files, by identifier; physical bytes with their FF filler. */
export type CardFiles = Record<'0001' | '0002' | '0003' | '0004' | '0005' | '0007', Uint8Array>;
export type IssuedCard = { files: CardFiles; cardKey: KeyObject };
/** Issuer keys as the bridge takes them in CARD_CA_FILE. */
export type IssuerKeyFile = { id: string; n: string; e: string }[];

export type CardIssuer = {
  /** `record`: another EF 0002 than the person's, signed all the same. Such cards share one key of their own: a pair costs half a second. */
  issue(person: FictitiousPerson, record?: WrittenRecord): Promise<IssuedCard>;
  /** For `issuers` of the bridge: id in hex to key. */
  keys(): Promise<ReadonlyMap<string, RsaKey>>;
  keyFile(): Promise<IssuerKeyFile>;
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const signed = (message: Uint8Array, key: KeyObject): Uint8Array => new Uint8Array(sign('sha256', message, key));
/** 7 digits, 08 05, 3 digits, 4 bytes. 9xxxxxx: no real hierarchy is numbered so. */
const keyId = (number: string, generation: string): Uint8Array => concatBytes(utf8(number), fromHex('0805'), utf8(generation), fromHex('00000000'));
const ISSUER_ID = keyId('9000033', '001');

/**
 * A make-believe J-LIS: issues cards whose signatures verify under its own key. Keys are made when the first card is,
 * so that a process which inserts none pays nothing (three RSA-2048 pairs take about half a second).
 */
export function openCardIssuer(): CardIssuer {
  let hierarchy: Promise<{ issuer: KeyPair; signer: KeyPair }> | null = null;
  let sharedKey: Promise<KeyPair> | null = null;
  const keys = () => (hierarchy ??= Promise.all([newKeyPair(), newKeyPair()]).then(([issuer, signer]) => ({ issuer, signer })));

  return {
    async issue(person, record) {
      const [{ issuer, signer }, card] = await Promise.all([keys(), record === undefined ? newKeyPair() : (sharedKey ??= newKeyPair())]);
      return { files: writeFiles(record ?? writeFourItems(person), issuer, signer, card), cardKey: card.privateKey };
    },
    async keys() {
      return new Map([[toHex(ISSUER_ID), toRsaKey((await keys()).issuer.publicKey)]]);
    },
    async keyFile() {
      const { n, e } = toRsaKey((await keys()).issuer.publicKey);
      return [{ id: toHex(ISSUER_ID), n: toHex(n), e: toHex(e) }];
    },
  };
}

function writeFiles({ file: fourItems, hashed }: WrittenRecord, issuer: KeyPair, signer: KeyPair, card: KeyPair): CardFiles {
  // An impossible number with a wrong check digit; a reader that ever shows it has selected what it must not.
  const individualNumber = concatBytes(encodeTlv(0xff10, utf8('000000000000')), fromHex('ffff'));
  const hashes = concatBytes(encodeTlv(0xdf31, sha256(individualNumber)), encodeTlv(0xdf32, sha256(hashed)));
  const certificateBody = concatBytes(ISSUER_ID, keyId('9999999', '001'), writeKey(signer.publicKey));
  const cardKey = encodeTlv(0xdf51, writeKey(card.publicKey));
  return {
    '0001': individualNumber,
    '0002': fourItems,
    '0003': encodeTlv(0xff30, concatBytes(hashes, encodeTlv(0xdf33, signed(hashes, signer.privateKey)))),
    '0004': encodeTlv(0x7f21, concatBytes(encodeTlv(0x5f4e, certificateBody), encodeTlv(0x5f37, signed(certificateBody, issuer.privateKey)))),
    '0005': encodeTlv(0xff40, concatBytes(encodeTlv(0xdf41, fromHex('01030e01')), encodeTlv(0xdf42, keyId('9000034', '001')), encodeTlv(0xdf43, new Uint8Array(128).fill(0xff)))),
    '0007': encodeTlv(0xff50, concatBytes(cardKey, encodeTlv(0xdf52, signed(cardKey, signer.privateKey)))),
  };
}

/** EF 0002 of an ordinary card. */
export function writeFourItems({ name, address, birth, sex }: Pick<FictitiousPerson, 'name' | 'address' | 'birth' | 'sex'>): WrittenRecord {
  const sexCode = { male: '1', female: '2', not_applicable: '9' }[sex];
  return writeRecord([{ tag: 0xdf22, value: utf8(name) }, { tag: 0xdf23, value: utf8(address) }, { tag: 0xdf24, value: utf8(birth) }, { tag: 0xdf25, value: utf8(sexCode) }]);
}

function toRsaKey(key: KeyObject): RsaKey {
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  return { n: new Uint8Array(Buffer.from(n, 'base64url')), e: new Uint8Array(Buffer.from(e, 'base64url')) };
}

function writeKey(key: KeyObject): Uint8Array {
  const { n, e } = toRsaKey(key);
  return concatBytes(encodeTlv(0x90, e), encodeTlv(0x91, n));
}
