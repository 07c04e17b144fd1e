import { concatBytes } from '../card-bridge/domain/bytes.ts';
import { encodeTlv } from '../card-bridge/domain/tlv.ts';

/** One object of EF 0002, in the order in which the card holds it. */
export type RecordObject = { tag: number; value: Uint8Array };
export type RecordShape = {
  /** how lengths are written; cards need not take the shortest form */
  lengths?: 'shortest' | '81' | '82' | '83';
  /** the table in front (DF21) */
  offsets?: 'right' | 'wrong' | 'missing';
  /** FF bytes behind the record */
  filler?: number;
};
export type WrittenRecord = { file: Uint8Array; /** what the issuer's hash covers */ hashed: Uint8Array };

const ORDER = [0xdf22, 0xdf23, 0xdf24, 0xdf25];

/** EF 0002 as decode-four-items.ts draws it, or nearly so. */
export function writeRecord(objects: readonly RecordObject[], { lengths = 'shortest', offsets = 'right', filler = 8 }: RecordShape = {}): WrittenRecord {
  const written = objects.map(({ tag, value }) => ({ tag, bytes: encode(tag, value, lengths) }));
  const hashed = concatBytes(...written.map(({ bytes }) => bytes));
  const table = (values: Uint8Array) => (offsets === 'missing' ? new Uint8Array() : encode(0xdf21, values, lengths));
  const tableLength = table(new Uint8Array(8)).length;
  const headerLength = encode(0xff20, new Uint8Array(tableLength + hashed.length), lengths).length - tableLength - hashed.length;
  const values = new Uint8Array(8);
  let offset = headerLength + tableLength + (offsets === 'wrong' ? 1 : 0);
  for (const { tag, bytes } of written) {
    const place = ORDER.indexOf(tag);
    if (place >= 0) new DataView(values.buffer).setUint16(place * 2, offset);
    offset += bytes.length;
  }
  return { file: concatBytes(encode(0xff20, concatBytes(table(values), hashed), lengths), new Uint8Array(filler).fill(0xff)), hashed };
}

function encode(tag: number, value: Uint8Array, form: NonNullable<RecordShape['lengths']>): Uint8Array {
  const shortest = encodeTlv(tag, value);
  const least = value.length < 0x80 ? 0 : value.length < 0x100 ? 1 : 2;
  const count = form === 'shortest' ? 0 : Number(form) - 80;
  if (count <= least) return shortest;
  const lengthBytes = Array.from({ length: count }, (_, at) => (value.length >> (8 * (count - 1 - at))) & 0xff);
  const tagBytes = shortest.subarray(0, tag > 0xff ? 2 : 1);
  return concatBytes(tagBytes, Uint8Array.of(0x80 | count, ...lengthBytes), value);
}
