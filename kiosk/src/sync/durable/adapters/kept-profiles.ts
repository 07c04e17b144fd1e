import type { KioskDatabase } from './kiosk-database.ts';

interface Schema<T> { safeParse(value: unknown): { data?: T | undefined } }
/** `build`: the program that checked these bytes before it kept them. `digest`: SHA-256 of them. */
interface KeptProfile { build: string; digest: ArrayBuffer; bytes: Uint8Array<ArrayBuffer> }

/** What the hall said last of the city, for a start without it. */
export interface KeptProfiles {
  read<T>(name: string, schema: Schema<T>): Promise<T | null>;
  keep(name: string, value: unknown): Promise<void>;
  drop(name: string): Promise<void>;
}

const same = (a: ArrayBuffer, b: ArrayBuffer): boolean => { const [one, other] = [new Uint8Array(a), new Uint8Array(b)]; return one.length === other.length && one.every((byte, n) => byte === other[n]); };
const digestOf = (bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', bytes);

const trusted = async ({ build, digest, bytes }: KeptProfile, here: string): Promise<boolean> => here !== '' && build === here && same(digest, await digestOf(bytes));

/**
 * A profile is some 300 kB, and to check it costs a weak machine a sixth of a second of its start. What this very build has
 * checked and kept, and what still has its digest, is taken as it is; everything else is checked anew. `build`: '' trusts nothing.
 */
export const openKeptProfiles = (database: KioskDatabase, build: string): KeptProfiles => ({
  read: async <T>(name: string, schema: Schema<T>) => {
    const kept = (await database.kept.get(name))?.value as Partial<KeptProfile> | undefined;
    if (!(kept?.bytes instanceof Uint8Array && kept.digest instanceof ArrayBuffer && typeof kept.build === 'string')) return null;
    const trust = trusted(kept as KeptProfile, build);
    let value: unknown;
    try { value = JSON.parse(new TextDecoder().decode(kept.bytes)); } catch { return null; }
    return (await trust) ? value as T : schema.safeParse(value).data ?? null;
  },
  keep: async (name, value) => {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    await database.kept.put({ name, value: { build, digest: await digestOf(bytes), bytes } satisfies KeptProfile });
  },
  drop: (name) => database.kept.delete(name),
});
