import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../contract/index.ts';
import { createIssuer, windowClaims } from '../../../testing/issuer.ts';
import type { Document } from '../../disk/application/ports.ts';
import { ed25519Verifier } from '../adapters/ed25519-verifier.ts';
import type { KeptManifest } from './grant-keeper.ts';
import { openGrantKeeper } from './grant-keeper.ts';

const NOW = Date.UTC(2026, 11, 1, 10);
const issuer = createIssuer();
const verify = ed25519Verifier(issuer.keys);
const manifest = (over: Partial<Manifest>): string => issuer.manifest({ building: 'kominkan', revision: 5, epoch: 1, grants: [], revoked: [], serverTime: new Date(NOW).toISOString(), hello: null, ...over });

function memory(): Document<KeptManifest> & { kept: KeptManifest | null; held: (() => void) | null; hold: boolean } {
  const document = {
    kept: null as KeptManifest | null, held: null as (() => void) | null, hold: false,
    load: () => Promise.resolve(document.kept),
    save: async (body: KeptManifest) => {
      if (document.hold) await new Promise<void>((resolve) => { document.held = resolve; });
      document.kept = body;
    },
  };
  return document;
}

describe('grant keeper', () => {
  it('[U13] an older revision or a lower epoch changes nothing, a newer one replaces all', async () => {
    const grant = issuer.grant(windowClaims('room', NOW, '482913'));
    const keeper = await openGrantKeeper('kominkan', memory(), verify);
    expect(await keeper.take(manifest({ grants: [grant] }))).toMatchObject({ taken: true });
    expect(await keeper.take(manifest({ revision: 4 }))).toMatchObject({ taken: false, why: 'older' });
    expect(await keeper.take(manifest({ revision: 9, epoch: 0 }))).toMatchObject({ taken: false, why: 'lower-epoch' });
    expect(await keeper.take(manifest({ grants: [] }))).toMatchObject({ taken: false, why: 'same' });
    expect(keeper.shelf()).toMatchObject({ revision: 5, windows: [{ door: 'room' }] });
    await keeper.take(manifest({ revision: 6, revoked: [] }));
    expect(keeper.shelf()).toMatchObject({ revision: 6, windows: [] });
  });

  it('[U13] only a known issuer and only this building count, and each grant is checked by itself', async () => {
    const stranger = createIssuer();
    const keeper = await openGrantKeeper('kominkan', memory(), verify);
    expect(await keeper.take(stranger.manifest({ building: 'kominkan', revision: 9, epoch: 9, grants: [], revoked: [], serverTime: new Date(NOW).toISOString(), hello: null }))).toMatchObject({ why: 'unknown-issuer' });
    expect(await keeper.take(manifest({ building: 'library' }))).toMatchObject({ why: 'other-building' });
    expect(await keeper.take('AAAA')).toMatchObject({ why: 'unreadable' });
    await keeper.take(manifest({ grants: [issuer.grant(windowClaims('room', NOW, null)), stranger.grant(windowClaims('room', NOW, null))] }));
    expect(keeper.shelf()).toMatchObject({ rejected: 1, windows: [{ door: 'room' }] });
  });

  it('[U13] what is taken back is dead before the disk has answered, what is new counts after', async () => {
    const [old, kept, fresh] = ['111111', '222222', '333333'].map((pin) => windowClaims('room', NOW, pin));
    const document = memory();
    const keeper = await openGrantKeeper('kominkan', document, verify);
    await keeper.take(manifest({ grants: [old!, kept!].map(issuer.grant) }));
    document.hold = true;
    const taking = keeper.take(manifest({ revision: 6, grants: [kept!, fresh!].map(issuer.grant), revoked: [old!.jti] }));
    while (document.held === null) await Promise.resolve();
    expect(keeper.shelf().windows.map(({ jti }) => jti)).toEqual([kept!.jti]);
    expect(keeper.shelf().revoked.has(old!.jti)).toBe(true);
    document.held();
    await taking;
    expect(keeper.shelf().windows.map(({ jti }) => jti)).toEqual([kept!.jti, fresh!.jti]);
  });

  it('[U13] the store is checked like a stranger: a bent one is an empty one', async () => {
    const document = memory();
    const before = await openGrantKeeper('kominkan', document, verify);
    await before.take(manifest({ grants: [issuer.grant(windowClaims('room', NOW, null))] }));
    expect((await openGrantKeeper('kominkan', document, verify)).shelf().revision).toBe(5);
    const text = document.kept!.manifest;
    document.kept = { manifest: `${text.slice(0, 200)}${text[200] === 'A' ? 'B' : 'A'}${text.slice(201)}` };
    expect((await openGrantKeeper('kominkan', document, verify)).shelf()).toMatchObject({ revision: null, windows: [] });
  });
});
