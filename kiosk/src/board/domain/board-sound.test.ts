import { describe, expect, it } from 'vitest';
import { quietUntil, readSoundSettings, soundStanding } from './board-sound.ts';

/** a clock time of 22 November 2026 in Tokyo */
const at = (clock: string): number => Date.parse(`2026-11-22T${clock}:00+09:00`);

describe('what a board lets hear', () => {
  it.each([
    ['12:00-13:00', '11:59', null], ['12:00-13:00', '12:00', '12:00+1h'], ['12:00-13:00', '12:59', '13:00'], ['12:00-13:00', '13:00', null],
    ['17:15-08:30', '23:00', '08:30+1d'], ['17:15-08:30', '08:29', '08:30'], ['17:15-08:30', '08:30', null],
    ['9:00-24:00', '23:59', '24:00'], ['12:00-13:00, 12:30-14:00', '12:45', '14:00'],
    ['noon', '12:00', null], ['25:00-26:00', '01:30', null], ['', '12:00', null],
  ])('[V35] quiet hours %s at %s', (quiet, now, end) => {
    const ends: Record<string, number> = { '12:00+1h': at('13:00'), '08:30+1d': at('08:30') + 86_400_000, '24:00': at('23:59') + 60_000 };
    expect(quietUntil(readSoundSettings(null, quiet), at(now))).toBe(end === null ? null : ends[end] ?? at(end));
  });
  it('[V35] what cannot be read is no wish: the board speaks', () => {
    expect(readSoundSettings('loud', '??')).toEqual({ wish: 'speech', quiet: [] });
  });
  it.each([
    ['heard', null, null, true, true], ['blocked', null, null, false, true], ['chime-only', null, null, true, false],
    ['heard', 'chime', null, true, false], ['off', 'off', null, false, false], ['quiet', null, '12:00-13:00', true, true], ['blocked', null, '12:00-13:00', false, true],
  ] as const)('[V36] a board that is not heard says why: %s', (standing, wish, quiet, allowed, speaks) => {
    expect(soundStanding(readSoundSettings(wish, quiet), at('12:30'), { allowed, speaks })).toBe(standing);
  });
});
