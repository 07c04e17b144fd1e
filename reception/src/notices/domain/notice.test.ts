import { describe, expect, it } from 'vitest';
import { CounterId, Language, StaffId } from '../../../contract/index.ts';
import type { Standing } from '../../queue/domain/standing.ts';
import { noticesOf, type Notice, type TicketNow } from './notice.ts';
import { textOf } from './notice-words.ts';

const MIN = 60_000;
/** 10:00 in Tokyo */
const now = Date.UTC(2026, 10, 24, 1);
const at = { counter: CounterId.parse('3'), staffId: StaffId.parse('1001'), calls: 1, calledAtMs: now };
const seen = (standing: Standing, over: Partial<TicketNow> = {}): TicketNow => ({ ticket: { standing, announcements: 2, steps: [] }, label: '103', range: null, next: false, rejoinUntilMs: null, closesAtMs: now + 7 * 60 * MIN, ...over });
const inMinutes = (from: number, until: number) => ({ range: { fromMs: now + from * MIN, untilMs: now + until * MIN } });
const said = (one: TicketNow): string[] => noticesOf(one, now).map(({ kind, cause }) => `${kind} ${cause}`);
const waiting: Standing = { status: 'waiting' };
const missed: Standing = { status: 'missed', ...at, missedAtMs: now - 5 * MIN };

describe('what a visitor is told, and when', () => {
  it.each<[string, TicketNow, string[]]>([
    ['the call is far', seen(waiting, inMinutes(20, 40)), []],
    ['nobody can tell', seen(waiting), []],
    ['within a quarter of an hour', seen(waiting, inMinutes(15, 30)), ['soon soon.0']],
    ['within five minutes', seen(waiting, inMinutes(5, 15)), ['back back.0']],
    ['next before an open counter', seen(waiting, { ...inMinutes(9, 15), next: true }), ['back back.0']],
    ['away, with time left', seen({ status: 'away', sinceMs: 7, untilMs: now + 6 * MIN }), []],
    ['away, time nearly over', seen({ status: 'away', sinceMs: 7, untilMs: now + 5 * MIN }), ['back back.7']],
    ['called', seen({ status: 'called', ...at }), ['called called.2']],
    ['missed, may come back', seen(missed, { rejoinUntilMs: now + 15 * MIN }), [`missed missed.${now - 5 * MIN}`]],
    ['missed, the window is over', seen(missed), [`missed missed.${now - 5 * MIN}`]],
    ['missed long ago', seen({ ...missed, missedAtMs: now - 20 * MIN }), []],
    ['at the counter', seen({ status: 'serving', ...at, servedAtMs: now }, { closesAtMs: now + MIN }), []],
    ['kept for a counter', seen({ status: 'held', ...at, heldAtMs: now, keeper: 'counter' }), []],
    ['over', seen({ status: 'cancelled' }, { closesAtMs: now + MIN }), []],
    ['the hall closes', seen(waiting, { closesAtMs: now + 15 * MIN }), ['closes closes']],
    ['the hall is closed', seen(waiting, { closesAtMs: now }), []],
  ])('[Y1] %s', (_name, one, wanted) => { expect(said(one)).toEqual(wanted); });

  it('[Y2] a forecast that wavers gives no new cause; the next step of a visit does', () => {
    const causes = new Set([15, 9, 14, 6, 15].flatMap((from) => said(seen(waiting, inMinutes(from, 30)))));
    expect([...causes]).toEqual(['soon soon.0']);
    const second = seen(waiting, inMinutes(12, 20));
    expect(said({ ...second, ticket: { ...second.ticket, steps: [{ counter: at.counter, procedures: [], calledAtMs: now, finishedAtMs: now }] } })).toEqual(['soon soon.1']);
  });

  it('[Y3] no service keeps a call for longer than two minutes', () => {
    expect(noticesOf(seen({ status: 'called', ...at }), now).map(({ ttlMs }) => ttlMs)).toEqual([120_000]);
  });
});

const every: Notice[] = [
  { kind: 'soon', cause: '', ttlMs: 1, minutes: 10, ...inMinutes(10, 25) }, { kind: 'back', cause: '', ttlMs: 1 }, { kind: 'called', cause: '', ttlMs: 1, counter: at.counter },
  { kind: 'missed', cause: '', ttlMs: 1, rejoinUntilMs: now + 15 * MIN }, { kind: 'missed', cause: '', ttlMs: 1, rejoinUntilMs: null }, { kind: 'closes', cause: '', ttlMs: 1, closesAtMs: now + 15 * MIN },
];

describe('the words', () => {
  it.each(Language.options)('[Y4] %s: every notice names the number, and nothing is left open', (language) => {
    for (const notice of every) {
      const { title, body } = textOf(notice, '103', language);
      expect([title.includes('103'), `${title}${body}`.match(/[{}]|undefined/u)]).toEqual([true, null]);
      // A lock screen of a small phone shows about so much; a mail's subject is the title.
      expect([title.length <= 60, body.length <= 140]).toEqual([true, true]);
    }
  });
  it('[Y4] the call names the counter, the others clock times of Tokyo', () => {
    const [soon, , called, missedSoon] = every.map((notice) => textOf(notice, '103', 'en'));
    expect([soon, called?.body, missedSoon?.body]).toEqual([{ title: 'No. 103: about 10 minutes', body: 'We expect to call you between 10:10 and 10:25.' }, 'Please come to counter 3.', expect.stringContaining('Until 10:15')]);
  });
});
