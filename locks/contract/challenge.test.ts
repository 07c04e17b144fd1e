import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challengeText, parseChallenge } from './index.ts';

const challenge = { building: 'kominkan', door: 'kominkan-room-1', nonce: 'a1'.repeat(16), seq: 4711, head: 'f0'.repeat(32) };

describe('[U16] the code of a door', () => {
  it('is read back as it was written, and fits a QR code that a camera reads from a metre', () => {
    expect(parseChallenge(challengeText(challenge))).toEqual(challenge);
    expect(challengeText(challenge).length).toBeLessThan(180);
  });

  it('nothing else is a code of a door, and nothing throws', () => {
    for (const text of ['', 'https://example.com/', challengeText(challenge).slice(1), `${challengeText(challenge)} `, challengeText({ ...challenge, building: 'A' }), challengeText(challenge).replace('engawa-door/1', 'engawa-door/2')]) expect([text, parseChallenge(text)]).toEqual([text, null]);
    fc.assert(fc.property(fc.string(), (text) => parseChallenge(text) === null));
  });
});
