import { describe, expect, it } from 'vitest';
import { smallCity } from '../../intake/testing/small-city.ts';
import { nextIntake } from '../../intake/domain/next-intake.ts';
import { freshIntake, PLAIN_MANNER } from '../../intake/domain/visit.ts';

describe('how the kiosk speaks and stands', () => {
  it('[L27] readings, voice, headset and the seated layout are the visitor’s own: the next one finds the kiosk plain', () => {
    const world = { city: smallCity, nowMs: 1_000 };
    const wished = nextIntake(world, freshIntake(0), { do: 'manner', manner: { furigana: true, voice: 'headset', seated: true, language: 'vi', textScale: 1.5 } }).intake;
    expect(wished.manner).toMatchObject({ furigana: true, voice: 'headset', seated: true, language: 'vi' });
    const silent = nextIntake({ ...world, nowMs: 1_000 + smallCity.policy.idleWarnSeconds * 1_000 }, wished, { do: 'tick' }).intake;
    expect(silent.manner).toEqual(PLAIN_MANNER);
    expect(PLAIN_MANNER).toMatchObject({ furigana: false, voice: 'off', seated: false, language: 'ja', textScale: 1 });
  });
});
