import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AccessGrant, JournalRecord } from '../../../contract/index.ts';
import { answerClaims, createIssuer, pressClaims, windowClaims } from '../../../testing/issuer.ts';
import type { Release } from '../../drivers/lock-driver.ts';
import { ed25519Verifier } from '../../grants/adapters/ed25519-verifier.ts';
import { EMPTY_SHELF } from '../../grants/domain/grant-shelf.ts';
import { JournalUnavailable } from '../../journal/application/ports.ts';
import type { ChainHead } from '../../journal/domain/chain.ts';
import { EMPTY_CHAIN, chainRecord } from '../../journal/domain/chain.ts';
import { decideUnlock } from '../domain/decide-unlock.ts';
import { emptyRecall } from '../domain/recall.ts';
import { createChallengeKeeper } from './challenge-keeper.ts';
import { createUnlockDoor } from './unlock-door.ts';

const NOW = Date.UTC(2026, 11, 1, 10);
const issuer = createIssuer();
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The unlock with everything around it driven by hand: a journal in memory, a relay that waits to be let go, a clock that stands. */
function room(windows: AccessGrant[] = []) {
  const story: string[] = [];
  const records: JournalRecord[] = [];
  let head: ChainHead = EMPTY_CHAIN;
  const at = { nowMs: NOW, u: 1_000, full: false, release: (): Promise<Release> => Promise.resolve({ result: 'confirmed' }), beforeAppend: () => Promise.resolve() };
  let nonces = 0;
  const challenges = createChallengeKeeper(() => at.nowMs, () => (++nonces).toString(16).padStart(32, '0'));
  const unlock = createUnlockDoor({
    challenges,
    journal: {
      append: async (draft) => {
        await at.beforeAppend();
        if (at.full) throw new JournalUnavailable('full');
        const record = chainRecord(head, draft, sha256);
        head = record;
        records.push(record);
        story.push(`${record.act}${record.detail === null ? '' : ` ${record.detail}`}`);
        return record;
      },
      head: () => head, fault: () => null, lapsed: () => false, close: () => Promise.resolve(),
    },
    driver: { has: (door) => door === 'room' || door === 'hall', relockAfterSeconds: () => 7, release: (door) => { story.push(`relay ${door}`); return at.release(); } },
    clock: { read: () => ({ t: at.nowMs, u: at.u }), raise: () => {}, localMs: () => at.nowMs },
    shelf: () => ({ ...EMPTY_SHELF, windows }), verifySignature: ed25519Verifier(issuer.keys), sha256, recall: emptyRecall(), onRecord: () => {},
  });
  const press = (over = {}, commandId = randomUUID()) => unlock({ via: 'command', commandId, grant: issuer.grant(pressClaims('room', NOW, over)) });
  const key = (digits: string, door = 'room') => unlock({ via: 'keypad', door, digits, ageMs: 0 });
  const answerTo = (nonce: string, over: Partial<AccessGrant & { kind: 'answer' }> = {}) => issuer.grant(answerClaims('room', NOW, nonce, over));
  const read = (grant: string, door = 'room') => unlock({ via: 'panel', door, grant });
  return { at, story, records, unlock, press, key, challenges, answerTo, read };
}

describe('unlockDoor', () => {
  it('[U2] the intent is in the journal before the relay moves, the result after', async () => {
    const { story, press } = room();
    expect(await press()).toMatchObject({ outcome: 'opened', relockAfterSeconds: 7 });
    expect(story).toEqual(['intent', 'relay room', 'released']);
  });

  it('[J2] no journal, no release', async () => {
    const { at, story, press, key } = room([windowClaims('room', NOW, '482913')]);
    at.full = true;
    expect(await press()).toMatchObject({ outcome: 'refused', reason: 'journal-unavailable', seq: null });
    expect(await key('482913')).toMatchObject({ reason: 'journal-unavailable' });
    expect(story).toEqual([]);
  });

  it('[U5] the same command, twice at once, moves the relay once and gets one answer', async () => {
    const { story, unlock } = room();
    const request = { via: 'command', commandId: randomUUID(), grant: issuer.grant(pressClaims('room', NOW)) } as const;
    const [one, two] = await Promise.all([unlock(request), unlock(request)]);
    expect(two).toEqual(one);
    expect(story.filter((line) => line === 'relay room')).toHaveLength(1);
  });

  it('[U5] one grant in two commands at once: one opens, the other is told that it was used', async () => {
    const { unlock } = room();
    const grant = issuer.grant(pressClaims('room', NOW));
    const outcomes = await Promise.all([1, 2].map(() => unlock({ via: 'command', commandId: randomUUID(), grant })));
    expect(outcomes.map((answer) => answer.outcome === 'refused' ? answer.reason : answer.outcome)).toEqual(['opened', 'already-used']);
  });

  it('[U12] two at one door go one after the other; another door does not wait', async () => {
    const { at, story, press, unlock } = room();
    const held: ((release: Release) => void)[] = [];
    at.release = () => new Promise((resolve) => { held.push(resolve); });
    const turns = async () => { for (let i = 0; i < 50; i++) await Promise.resolve(); };
    const moved = () => story.filter((line) => line.startsWith('relay'));
    const both = Promise.all([press(), press()]);
    const elsewhere = unlock({ via: 'command', commandId: randomUUID(), grant: issuer.grant(pressClaims('hall', NOW)) });
    await turns();
    expect(moved()).toEqual(['relay room', 'relay hall']);
    held.splice(0).forEach((letGo) => letGo({ result: 'confirmed' }));
    await elsewhere;
    await turns();
    expect(moved()).toEqual(['relay room', 'relay hall', 'relay room']);
    held.splice(0).forEach((letGo) => letGo({ result: 'confirmed' }));
    expect((await both).map(({ outcome }) => outcome)).toEqual(['opened', 'opened']);
  });

  it('[U3] a grant that ran out while the disk was slow is not executed late', async () => {
    const { at, story, press } = room();
    at.beforeAppend = () => { at.nowMs = NOW + 40_000; return Promise.resolve(); };
    expect(await press()).toMatchObject({ outcome: 'refused', reason: 'expired' });
    expect(story).toEqual(['intent', 'failed expired']);
  });

  it('[U10] what the device did not confirm is unknown and is never tried again', async () => {
    const { at, story, press } = room();
    at.release = () => Promise.resolve({ result: 'unknown', code: 'not-confirmed' });
    const commandId = randomUUID();
    const over = { jti: randomUUID() };
    expect(await press(over, commandId)).toMatchObject({ outcome: 'unknown' });
    expect(await press(over, commandId)).toMatchObject({ outcome: 'unknown' });
    expect(await press(over)).toMatchObject({ reason: 'already-used' });
    expect(story).toEqual(['intent', 'relay room', 'unknown not-confirmed', 'denied already-used']);
  });

  it('[U9] five wrong codes pause this keypad only: app and other keypads go on', async () => {
    const { at, press, key } = room([windowClaims('room', NOW, '482913'), windowClaims('hall', NOW, '735190')]);
    for (let i = 0; i < 5; i++) expect(await key('111111')).toMatchObject({ reason: 'wrong-code' });
    expect(await key('482913')).toMatchObject({ reason: 'too-many-wrong-codes' });
    expect(await press()).toMatchObject({ outcome: 'opened' });
    expect(await key('735190', 'hall')).toMatchObject({ outcome: 'opened' });
    at.nowMs += 30_000;
    expect(await key('482913')).toMatchObject({ outcome: 'opened' });
  });

  it('[U8] a PIN opens its own door, again and again; digits keyed long ago open nothing', async () => {
    const { key, unlock, records } = room([windowClaims('room', NOW, '482913')]);
    expect(await key('482913')).toMatchObject({ outcome: 'opened' });
    expect(await key('482913')).toMatchObject({ outcome: 'opened' });
    expect(await key('482913', 'hall')).toMatchObject({ reason: 'wrong-code' });
    expect(await unlock({ via: 'keypad', door: 'room', digits: '482913', ageMs: 11_000 })).toMatchObject({ reason: 'expired' });
    expect(JSON.stringify(records)).not.toContain('482913');
  });

  describe('[U16] the answer of the city to a nonce of the door', () => {
    it('opens once, also where the clock is lost, and a camera that reads it again hears the same', async () => {
      const { at, story, challenges, answerTo, read } = room();
      at.u = Number.POSITIVE_INFINITY;
      const grant = answerTo(challenges.show('room'));
      const [one, again] = await Promise.all([read(grant), read(grant)]);
      expect(one).toMatchObject({ outcome: 'opened' });
      expect(again).toEqual(one);
      expect(await read(grant)).toEqual(one);
      expect(story).toEqual(['intent', 'relay room', 'released']);
    });

    it('another answer to the same nonce opens nothing: a nonce is taken once', async () => {
      const { challenges, answerTo, read } = room();
      const nonce = challenges.show('room');
      expect(await read(answerTo(nonce))).toMatchObject({ outcome: 'opened' });
      expect(await read(answerTo(nonce))).toMatchObject({ outcome: 'refused', reason: 'expired' });
    });

    it('is refused after a minute, on a clock that runs backwards, and for a nonce that this door never showed', async () => {
      const { at, challenges, answerTo, read } = room();
      const late = answerTo(challenges.show('room'));
      at.nowMs += 60_000;
      expect(await read(late)).toMatchObject({ reason: 'expired' });
      const early = answerTo(challenges.show('room'));
      at.nowMs -= 1;
      expect(await read(early)).toMatchObject({ reason: 'expired' });
      expect(await read(answerTo('ab'.repeat(16)))).toMatchObject({ reason: 'expired' });
      expect(await read(answerTo(challenges.show('hall')))).toMatchObject({ reason: 'expired' });
    });

    it('a minute that ends while the disk is slow is over', async () => {
      const { at, story, challenges, answerTo, read } = room();
      const grant = answerTo(challenges.show('room'));
      at.beforeAppend = () => { at.nowMs = NOW + 60_000; return Promise.resolve(); };
      expect(await read(grant)).toMatchObject({ reason: 'expired' });
      expect(story).toEqual(['intent', 'failed expired']);
    });

    it('the nonce that a person has just scanned is not pushed out by somebody who asks without end', async () => {
      const { at, challenges, answerTo, read } = room();
      const nonce = challenges.show('room');
      for (let i = 0; i < 500; i++) { at.nowMs += 100; challenges.show('room'); }
      expect(await read(answerTo(nonce))).toMatchObject({ outcome: 'opened' });
    });

    it('presses and booked times are no answers, answers are no presses, and another door is another door', async () => {
      const { challenges, answerTo, read, unlock } = room();
      expect(await read(issuer.grant(pressClaims('room', NOW)))).toMatchObject({ reason: 'wrong-kind' });
      expect(await read(issuer.grant(windowClaims('room', NOW, '482913')))).toMatchObject({ reason: 'wrong-kind' });
      expect(await unlock({ via: 'command', commandId: randomUUID(), grant: answerTo(challenges.show('room')) })).toMatchObject({ reason: 'wrong-kind' });
      expect(await read(answerTo(challenges.show('hall')), 'hall')).toMatchObject({ reason: 'wrong-door' });
    });

    it('a stranger\'s signature, an old epoch and what was taken back open nothing', async () => {
      const { challenges, read } = room();
      const stranger = createIssuer();
      expect(await read(stranger.grant(answerClaims('room', NOW, challenges.show('room'))))).toMatchObject({ reason: 'unknown-issuer' });
      expect(decideUnlock({ via: 'panel', alive: true, grant: answerClaims('room', NOW, 'ab'.repeat(16)) }, { door: 'room', epoch: 1, revoked: new Set(), used: new Set() }, { t: NOW, u: 0 })).toMatchObject({ reason: 'superseded' });
    });
  });
});
