import { AppointmentEntry } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { closedTo } from '../../queue/domain/acts.ts';
import { readStroke } from '../../queue/domain/key-map.ts';
import { canTakeBack, findExpected, lateMinutes } from './expected-people.ts';

const AT = Date.parse('2026-11-24T10:00:00+09:00');
const entry = (reference: string, minutes: number, more: Partial<AppointmentEntry> = {}): AppointmentEntry => AppointmentEntry.parse({ reference, bookedAt: new Date(AT + minutes * 60_000).toISOString(), procedure: 'tennyu', standing: 'expected', counted: true, undoUntil: null, ...more });
const titleOf = (id: string): string => (id === 'tennyu' ? '転入届' : '住民票の写し');

describe('people who have booked and not come', () => {
  const all = [entry('Y-101', -12), entry('Y-102', 0, { procedure: 'juminhyo' as never }), entry('Z-2', 35)];
  it('[K75] each says how late it is, to the minute, or how long it is until their time', () => {
    expect(all.map((one) => lateMinutes(one, AT + 30_000))).toEqual([12, 0, -35]);
  });
  it('[K75] are found by the code on their confirmation however it is typed, or by a procedure; an unknown code finds nobody', () => {
    expect([' ｙー１０１ ', 'z-2', '住民票', 'Y', '', 'Y-999'].map((typed) => findExpected(all, typed, titleOf).map(({ reference }) => reference))).toEqual([['Y-101'], ['Z-2'], ['Y-102'], ['Y-101', 'Y-102'], ['Y-101', 'Y-102', 'Z-2'], []]);
  });
  it('[K76] what was marked can be taken back while its seconds last', () => {
    const marked = entry('Y-101', -12, { standing: 'came', undoUntil: new Date(AT + 15_000).toISOString() });
    expect([canTakeBack(marked, AT + 15_000), canTakeBack(marked, AT + 15_001), canTakeBack(entry('Y-102', 0), AT)]).toEqual([true, false, false]);
  });
  it('[K76] V opens the list for whoever may receive people, in the queue alone, and for nobody else', () => {
    const stroke = { key: 'v', code: 'KeyV', ctrl: false, alt: false, shift: false, repeat: false, composing: false };
    const place = { typing: false, dialog: false, letters: true } as const;
    expect([readStroke(stroke, { ...place, tab: 'queue' }), readStroke(stroke, { ...place, tab: 'statistics' })]).toEqual([{ t: 'act', act: 'appointments' }, { t: 'act', act: 'table' }]);
    expect((['clerk', 'concierge', 'supervisor', 'viewer'] as const).map((role) => closedTo('appointments', { role, seated: false }))).toEqual([null, null, null, 'not-your-role']);
  });
});
