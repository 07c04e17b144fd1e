import type { AccessGrant, BuildingName, Manifest } from '../../../contract/index.ts';
import { parseGrant, parseManifest } from '../../../contract/index.ts';
import type { Document } from '../../disk/application/ports.ts';
import type { GrantShelf } from '../domain/grant-shelf.ts';
import { EMPTY_SHELF, decideManifest } from '../domain/grant-shelf.ts';
import type { VerifySignature } from './ports.ts';

/** The manifest is kept as it came, signature and all: what is read back after a crash is checked like the first time. */
export interface KeptManifest { manifest: string }

export type ManifestTaken =
  | { taken: true; manifest: Manifest }
  /** signed and ours, but nothing new: only its time counts */ | { taken: false; why: 'same' | 'older' | 'lower-epoch'; manifest: Manifest }
  | { taken: false; why: 'unreadable' | 'unknown-issuer' | 'bad-signature' | 'other-building'; manifest: null };

export interface GrantKeeper {
  shelf(): GrantShelf;
  /** Resolves when a new manifest is durable and in force. */
  take(text: string): Promise<ManifestTaken>;
}

export async function openGrantKeeper(building: BuildingName, kept: Document<KeptManifest>, verifySignature: VerifySignature): Promise<GrantKeeper> {
  let shelf: GrantShelf = EMPTY_SHELF;

  function judge(text: string): ManifestTaken {
    const read = parseManifest(text);
    if (!read) return { taken: false, why: 'unreadable', manifest: null };
    const signature = verifySignature(read.statement);
    if (signature !== 'good') return { taken: false, why: signature, manifest: null };
    const decision = decideManifest(shelf, read.manifest, building);
    if (decision.take) return { taken: true, manifest: read.manifest };
    return decision.why === 'other-building' ? { taken: false, why: decision.why, manifest: null } : { taken: false, why: decision.why, manifest: read.manifest };
  }

  const before = await kept.load();
  const restored = before && judge(before.manifest);
  if (restored?.taken) shelf = shelve(restored.manifest, verifySignature);

  let last: Promise<unknown> = Promise.resolve();
  async function takeInTurn(text: string): Promise<ManifestTaken> {
    const judged = judge(text);
    if (!judged.taken) return judged;
    const next = shelve(judged.manifest, verifySignature);
    // what is taken back must be dead at once, even while the disk is slow; what is new may wait until it is durable
    shelf = { ...shelf, epoch: next.epoch, revoked: new Set([...shelf.revoked, ...next.revoked]), windows: shelf.windows.filter((old) => next.windows.some(({ jti }) => jti === old.jti)) };
    await kept.save({ manifest: text });
    shelf = next;
    return judged;
  }

  return {
    shelf: () => shelf,
    take: (text) => {
      const taken = last.then(() => takeInTurn(text));
      last = taken.catch(() => {});
      return taken;
    },
  };
}

function shelve(manifest: Manifest, verifySignature: VerifySignature): GrantShelf {
  const windows: AccessGrant[] = [];
  for (const text of manifest.grants) {
    const read = parseGrant(text);
    if (read?.grant.kind === 'window' && verifySignature(read.statement) === 'good') windows.push(read.grant);
  }
  return { revision: manifest.revision, epoch: manifest.epoch, windows, revoked: new Set(manifest.revoked), rejected: manifest.grants.length - windows.length };
}
