/** How the answers are cut into codes. One QR code is one part: `'E' 'G' version i<<4|n id(4)` and a slice. */
export const LIMIT = {
  /** of one code with its header: version 20 at M, which a kiosk's camera at VGA reads from a phone (measured: up to 1,300) */ partBytes: 600,
  parts: 8,
  /** what may come out of one pre-entry when it is inflated */ openBytes: 8_192,
  /** what answers may be before they are packed */ values: 400,
} as const;
export const FORMAT = 1;
const HEAD = 8;
const MAGIC = [0x45, 0x47] as const;

export type QrCode = 'QR_NOT_OURS' | 'QR_VERSION' | 'QR_EXPIRED' | 'QR_PART' | 'QR_TOO_BIG';
export interface Part { readonly i: number; readonly n: number; /** first 4 bytes of the SHA-256 of the joined parts, as hex */ readonly id: string; readonly slice: Uint8Array }
export type Refused = { readonly ok: false; readonly code: QrCode };

export const readPart = (bytes: Uint8Array): ({ readonly ok: true } & Part) | Refused => {
  if (bytes.length > LIMIT.partBytes) return { ok: false, code: bytes[0] === MAGIC[0] && bytes[1] === MAGIC[1] ? 'QR_TOO_BIG' : 'QR_NOT_OURS' };
  if (bytes.length <= HEAD || bytes[0] !== MAGIC[0] || bytes[1] !== MAGIC[1]) return { ok: false, code: 'QR_NOT_OURS' };
  if (bytes[2] !== FORMAT) return { ok: false, code: 'QR_VERSION' };
  const [i, n] = [(bytes[3] ?? 0) >> 4, (bytes[3] ?? 0) & 15];
  if (n < 1 || n > LIMIT.parts || i >= n) return { ok: false, code: 'QR_PART' };
  return { ok: true, i, n, id: [...bytes.slice(4, HEAD)].map((byte) => byte.toString(16).padStart(2, '0')).join(''), slice: bytes.slice(HEAD) };
};

/** `digest`: SHA-256 of `payload`. Null when it does not fit into eight codes. */
export const cutIntoParts = (payload: Uint8Array, digest: Uint8Array): Uint8Array[] | null => {
  const most = LIMIT.partBytes - HEAD;
  const n = Math.max(1, Math.ceil(payload.length / most));
  if (n > LIMIT.parts) return null;
  const size = Math.ceil(payload.length / n);
  return Array.from({ length: n }, (_, i) => Uint8Array.from([...MAGIC, FORMAT, (i << 4) | n, ...digest.slice(0, 4), ...payload.slice(i * size, (i + 1) * size)]));
};

/** What a camera has seen so far of one pre-entry. Parts of another one never mix in: they begin anew. */
export interface Gathered { readonly id: string; readonly slices: readonly (Uint8Array | null)[] }

export const gather = (before: Gathered | null, { i, n, id, slice }: Part): Gathered => {
  const slices = before?.id === id && before.slices.length === n ? before.slices : Array.from({ length: n }, () => null);
  return { id, slices: slices.map((held, at) => (at === i ? slice : held)) };
};

export const countOf = (gathered: Gathered | null): { have: number; of: number } => ({ have: gathered?.slices.filter((slice) => slice !== null).length ?? 0, of: gathered?.slices.length ?? 0 });

/** The payload, once every part is there. */
export const joined = (gathered: Gathered): Uint8Array | null =>
  gathered.slices.every((slice) => slice !== null) ? Uint8Array.from(gathered.slices.flatMap((slice) => [...(slice ?? [])])) : null;

/** The joined bytes are those that were cut: a part that was forged or mixed in shows here. */
export const matches = (gathered: Gathered, digest: Uint8Array): boolean =>
  gathered.id === [...digest.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
