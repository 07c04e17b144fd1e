import type { AccessGrant, BuildingName, DoorName, GrantId, Manifest } from '../../../contract/index.ts';

/** The window grants that are in force, and what was taken back: a manifest after its signatures were checked. */
export interface GrantShelf {
  revision: number | null;
  epoch: number;
  windows: readonly AccessGrant[];
  revoked: ReadonlySet<GrantId>;
  /** grants of the manifest that were unreadable, badly signed or not windows */ rejected: number;
}

export const EMPTY_SHELF: GrantShelf = { revision: null, epoch: 0, windows: [], revoked: new Set(), rejected: 0 };

export type ManifestDecision = { take: true } | { take: false; why: 'other-building' | 'older' | 'same' | 'lower-epoch' };

/** A manifest only ever moves forward: a late or repeated one must not bring a cancelled grant back. */
export function decideManifest(shelf: GrantShelf, manifest: Manifest, building: BuildingName): ManifestDecision {
  if (manifest.building !== building) return { take: false, why: 'other-building' };
  if (shelf.revision !== null && manifest.revision < shelf.revision) return { take: false, why: 'older' };
  if (manifest.epoch < shelf.epoch) return { take: false, why: 'lower-epoch' };
  if (manifest.revision === shelf.revision) return { take: false, why: 'same' };
  return { take: true };
}

/** Window grants of a door that check a PIN of so many digits. */
export function pinGrants(shelf: GrantShelf, door: DoorName, digits: number): (AccessGrant & { kind: 'window' })[] {
  const found: (AccessGrant & { kind: 'window' })[] = [];
  for (const grant of shelf.windows) {
    if (grant.kind === 'window' && grant.door === door && grant.pin?.digits === digits) found.push(grant);
  }
  return found;
}
