import { describe, expect, it } from 'vitest';
import { ACTS } from './acts.ts';
import { KEYS, readStroke, type Meaning, type Place, type Stroke } from './key-map.ts';

const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({ key, code: '', ctrl: false, alt: false, shift: false, repeat: false, composing: false, ...more });
const at = (more: Partial<Place> = {}): Place => ({ tab: 'queue', typing: false, dialog: false, letters: true, ...more });
const act = (name: (typeof ACTS)[number]): Meaning => ({ t: 'act', act: name });

const TABLE: readonly (readonly [what: string, stroke: Stroke, place: Place, meaning: Meaning])[] = [
  ['N calls the next person', stroke('n'), at(), act('call-next')],
  ['with caps lock too', stroke('N', { shift: true }), at(), act('call-next')],
  ['R recalls', stroke('r'), at(), act('recall')],
  ['X is a no-show', stroke('x'), at(), act('no-show')],
  ['S begins to serve', stroke('s'), at(), act('serve')],
  ['D is done', stroke('d'), at(), act('finish')],
  ['P prints', stroke('p'), at(), act('print')],
  ['U gives the CSV in UTF-8', stroke('u'), at(), act('csv')],
  ['J gives the CSV in Shift_JIS', stroke('j'), at(), act('csv-sjis')],
  ['C opens captions', stroke('c'), at(), act('captions')],
  ['E corrects', stroke('e'), at(), act('correct')],
  ['K gives a desk ticket', stroke('k'), at(), act('desk-ticket')],
  ['A takes in what is heard', stroke('a'), at(), act('heard')],
  ['/ searches', stroke('/'), at(), act('search')],
  ['? lists the keys', stroke('?', { shift: true }), at(), act('keys')],
  ['Ctrl Z takes back', stroke('z', { ctrl: true }), at(), act('undo')],
  ['@ shows one’s passkeys', stroke('@', { shift: true }), at(), act('passkeys')],
  ['L is 離席 in the queue', stroke('l'), at(), act('leave')],
  ['and large letters in a conversation', stroke('l'), at({ tab: 'captions' }), act('large')],
  ['Z alone does nothing', stroke('z'), at(), null],
  ['Ctrl N belongs to the browser', stroke('n', { ctrl: true }), at(), null],
  ['Ctrl Shift Z is not an undo', stroke('Z', { ctrl: true, shift: true }), at(), null],
  ['Alt D belongs to the browser', stroke('d', { alt: true }), at(), null],
  ['3 is the third field', stroke('3'), at(), { t: 'number', number: 3 }],
  ['3 on the number pad too', stroke('3', { code: 'Numpad3' }), at(), { t: 'number', number: 3 }],
  ['V turns the lane where the conversation is', stroke('v'), at({ tab: 'captions' }), act('lane')],
  ['V shows in the queue who has booked and not come', stroke('v'), at(), act('appointments')],
  ['in kana mode the place of the key counts', stroke('み', { code: 'KeyN' }), at(), act('call-next')],
  ['with an input method that eats keys too', stroke('Process', { code: 'KeyN' }), at(), act('call-next')],
];

describe('keys', () => {
  it.each(TABLE)('[K6] %s', (_, key, place, meaning) => expect(readStroke(key, place)).toEqual(meaning));

  it('[K6] every act has a key, and no key means two acts on one screen', () => {
    expect(new Set(KEYS.map((k) => k.act))).toEqual(new Set(ACTS));
    for (const tab of ['queue', 'captions', 'statistics'] as const) {
      const here = KEYS.filter((k) => k.tab === undefined || k.tab === tab);
      expect([tab, new Set(here.map((k) => `${k.ctrl === true}${k.letter}`)).size]).toEqual([tab, here.length]);
    }
  });

  it('[K61] the arrows go from day to day in the statistics, and stay the list\'s own elsewhere', () => {
    expect(readStroke(stroke('ArrowLeft'), at({ tab: 'statistics' }))).toEqual({ t: 'act', act: 'day-before' });
    expect(readStroke(stroke('ArrowRight'), at({ tab: 'statistics' }))).toEqual({ t: 'act', act: 'day-after' });
    expect(['ArrowLeft', 'ArrowRight'].flatMap((key) => (['queue', 'captions'] as const).map((tab) => readStroke(stroke(key), at({ tab }))))).toEqual([null, null, null, null]);
    expect([readStroke(stroke('ArrowLeft'), at({ tab: 'statistics', typing: true })), readStroke(stroke('v'), at({ tab: 'queue' }))]).toEqual([null, { t: 'act', act: 'appointments' }]);
    expect(readStroke(stroke('v'), at({ tab: 'statistics' }))).toEqual({ t: 'act', act: 'table' });
  });

  it.each(KEYS.map((k) => [k.cap, k] as const))('[K7] %s stays silent while the clerk types', (_, k) => {
    expect(readStroke(stroke(k.letter, { ctrl: k.ctrl === true }), at({ typing: true, tab: 'captions' }))).toBeNull();
  });
  it.each(KEYS.map((k) => [k.cap, k] as const))('[K7] %s stays silent in a dialog, while composing, and while held', (_, k) => {
    const key = stroke(k.letter, { ctrl: k.ctrl === true });
    expect(readStroke(key, at({ dialog: true, tab: 'captions' }))).toBeNull();
    expect(readStroke({ ...key, composing: true }, at({ tab: 'captions' }))).toBeNull();
    expect(readStroke({ ...key, repeat: true }, at({ tab: 'captions' }))).toBeNull();
  });
  it('[K7] digits are text while the clerk types; with Alt they are phrases, in a conversation only', () => {
    expect(readStroke(stroke('4'), at({ typing: true, tab: 'captions' }))).toBeNull();
    expect(readStroke(stroke('4', { alt: true }), at({ typing: true, tab: 'captions' }))).toEqual({ t: 'number', number: 4 });
    expect(readStroke(stroke('4', { alt: true }), at({ typing: true }))).toBeNull();
  });
  it('[K8] one-letter keys can be switched off; the key list and Ctrl Z stay', () => {
    const off = at({ letters: false });
    expect(readStroke(stroke('n'), off)).toBeNull();
    expect(readStroke(stroke('3'), off)).toBeNull();
    expect(readStroke(stroke('?'), off)).toEqual(act('keys'));
    expect(readStroke(stroke('z', { ctrl: true }), off)).toEqual(act('undo'));
  });
});
