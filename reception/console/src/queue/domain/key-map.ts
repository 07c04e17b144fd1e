import type { Act } from './acts.ts';

/** What the keyboard said, freed of the browser. `code` is the place of the key, for keyboards in kana mode. */
export interface Stroke { readonly key: string; readonly code: string; readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean; readonly repeat: boolean; readonly composing: boolean }

/** Where the clerk is when the key goes down. */
export interface Place {
  readonly tab: 'queue' | 'captions' | 'statistics';
  /** the focus is in a field that takes text */
  readonly typing: boolean;
  /** a dialog is open: its own keys count, ours do not */
  readonly dialog: boolean;
  /** the clerk can switch the one-letter keys off (WCAG 2.1.4) */
  readonly letters: boolean;
}

export interface Binding { readonly act: Act; readonly cap: string; readonly letter: string; readonly ctrl?: true; readonly tab?: Place['tab'] }

/** The table of keys: the one source for the handler, the key caps on buttons and the key list. */
export const KEYS: readonly Binding[] = [
  { act: 'call-next', cap: 'N', letter: 'n' },
  { act: 'serve', cap: 'S', letter: 's' },
  { act: 'finish', cap: 'D', letter: 'd' },
  { act: 'recall', cap: 'R', letter: 'r' },
  { act: 'no-show', cap: 'X', letter: 'x' },
  { act: 'undo', cap: 'Ctrl Z', letter: 'z', ctrl: true },
  { act: 'correct', cap: 'E', letter: 'e' },
  { act: 'print', cap: 'P', letter: 'p' },
  { act: 'csv', cap: 'U', letter: 'u' },
  { act: 'csv-sjis', cap: 'J', letter: 'j' },
  { act: 'desk-ticket', cap: 'K', letter: 'k' },
  { act: 'appointments', cap: 'V', letter: 'v', tab: 'queue' },
  { act: 'heard', cap: 'A', letter: 'a' },
  { act: 'care', cap: 'Y', letter: 'y' },
  { act: 'rejoin', cap: 'B', letter: 'b' },
  { act: 'leave', cap: 'L', letter: 'l', tab: 'queue' },
  { act: 'cancel', cap: 'W', letter: 'w', tab: 'queue' },
  { act: 'hold', cap: 'O', letter: 'o' },
  { act: 'call-held', cap: 'I', letter: 'i' },
  { act: 'transfer', cap: 'T', letter: 't', tab: 'queue' },
  { act: 'finish-all', cap: 'F', letter: 'f' },
  { act: 'help', cap: 'H', letter: 'h' },
  { act: 'papers', cap: 'M', letter: 'm', tab: 'queue' },
  { act: 'search', cap: '/', letter: '/' },
  { act: 'queue', cap: 'Q', letter: 'q' },
  { act: 'captions', cap: 'C', letter: 'c' },
  { act: 'statistics', cap: 'G', letter: 'g' },
  { act: 'write', cap: 'T', letter: 't', tab: 'captions' },
  { act: 'lane', cap: 'V', letter: 'v', tab: 'captions' },
  { act: 'microphone', cap: 'M', letter: 'm', tab: 'captions' },
  { act: 'large', cap: 'L', letter: 'l', tab: 'captions' },
  { act: 'phrases', cap: '0', letter: '0', tab: 'captions' },
  { act: 'find-phrase', cap: 'Z', letter: 'z', tab: 'captions' },
  { act: 'wipe', cap: 'W', letter: 'w', tab: 'captions' },
  { act: 'day-before', cap: '←', letter: 'arrowleft', tab: 'statistics' },
  { act: 'day-after', cap: '→', letter: 'arrowright', tab: 'statistics' },
  { act: 'table', cap: 'V', letter: 'v', tab: 'statistics' },
  { act: 'passkeys', cap: '@', letter: '@' },
  { act: 'keys', cap: '?', letter: '?' },
];

export const capOf = (act: Act): string => KEYS.find((k) => k.act === act)?.cap ?? '';

export type Meaning = { readonly t: 'act'; readonly act: Act } | { readonly t: 'number'; readonly number: number } | null;

/** In kana mode the key says 「み」 or `Process`; its place still says N. */
const letterOf = ({ key, code }: Stroke): string => {
  if (/^(?:[!-~]|Arrow(?:Left|Right))$/u.test(key)) return key.toLowerCase();
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/u.exec(code)?.[1];
  return place?.toLowerCase() ?? (code === 'Slash' ? '/' : '');
};

/**
 * null: not ours. A held key repeats nothing, a key that composes Japanese text is text, and while the clerk types
 * only Alt 1–9 (quick phrases) and Alt 0 (more of them) count; Ctrl Z in a field belongs to the field.
 */
export function readStroke(stroke: Stroke, place: Place): Meaning {
  if (stroke.repeat || stroke.composing || place.dialog) return null;
  const letter = letterOf(stroke);
  const digit = /^[1-9]$/u.test(letter) ? Number(letter) : null;
  if (place.typing) {
    if (!stroke.alt || stroke.ctrl || place.tab !== 'captions') return null;
    return digit !== null ? { t: 'number', number: digit } : letter === '0' ? { t: 'act', act: 'phrases' } : null;
  }
  if (stroke.ctrl) {
    const held = KEYS.find((k) => k.ctrl === true && k.letter === letter && !stroke.shift && !stroke.alt);
    return held === undefined ? null : { t: 'act', act: held.act };
  }
  if (stroke.alt && digit === null && letter !== '0') return null;
  if (!place.letters && letter !== '?') return null;
  if (digit !== null) return { t: 'number', number: digit };
  const binding = KEYS.find((k) => k.ctrl === undefined && k.letter === letter && (k.tab === undefined || k.tab === place.tab));
  return binding === undefined ? null : { t: 'act', act: binding.act };
}
