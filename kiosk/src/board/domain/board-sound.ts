/** What a board lets hear: `speech` two wooden tones and words, `chime` the tones alone, `off` nothing. */
export type SoundWish = 'speech' | 'chime' | 'off';
/** Quiet hours of every day in minutes after midnight in Tokyo; `untilMinute` lies on the next day where it is not after `fromMinute`. */
export interface QuietHours { fromMinute: number; untilMinute: number }
export interface SoundSettings { wish: SoundWish; quiet: readonly QuietHours[] }

const DAY_MINUTES = 24 * 60;
const TOKYO_MS = 9 * 60 * 60_000;
const HOURS = /^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)$/;

const quietHours = (text: string): QuietHours[] => {
  const [, fromHour, fromMinute, untilHour, untilMinute] = HOURS.exec(text.trim()) ?? [];
  return fromHour === undefined ? [] : [{ fromMinute: Number(fromHour) * 60 + Number(fromMinute), untilMinute: (Number(untilHour) * 60 + Number(untilMinute)) % DAY_MINUTES }];
};

/** From the board's address: `sound=speech|chime|off`, `quiet=12:00-13:00,17:15-08:30`. What cannot be read is left out: a board that speaks is found, a silent one is not. */
export const readSoundSettings = (sound: string | null, quiet: string | null): SoundSettings => ({
  wish: sound === 'off' || sound === 'chime' ? sound : 'speech',
  quiet: (quiet ?? '').split(',').flatMap(quietHours),
});

/** The moment (ms) at which the quiet hours end in which this moment lies, or null. */
export const quietUntil = (settings: SoundSettings, nowMs: number): number | null => {
  const minute = Math.floor((nowMs + TOKYO_MS) / 60_000) % DAY_MINUTES;
  const left = settings.quiet.flatMap(({ fromMinute, untilMinute }) => {
    const length = (untilMinute - fromMinute + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
    const since = (minute - fromMinute + DAY_MINUTES) % DAY_MINUTES;
    return since < length ? [length - since] : [];
  });
  return left.length === 0 ? null : Math.floor(nowMs / 60_000) * 60_000 + Math.max(...left) * 60_000;
};

/** How the board's sound stands, for its sign: what was wished and what the browser allows are two things. */
export type SoundStanding = 'heard' | 'off' | 'quiet' | 'blocked' | 'chime-only';
export const soundStanding = (settings: SoundSettings, nowMs: number, voice: { allowed: boolean; speaks: boolean }): SoundStanding => {
  if (settings.wish === 'off') return 'off';
  if (!voice.allowed) return 'blocked';
  if (quietUntil(settings, nowMs) !== null) return 'quiet';
  return settings.wish === 'speech' && !voice.speaks ? 'chime-only' : 'heard';
};
