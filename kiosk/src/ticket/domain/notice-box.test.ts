import type { NoticesView } from '@engawa/reception/contract';
import { describe, expect, it } from 'vitest';
import { isMailAddress, lineAddress, lineBox, mailBox, noticeBox } from './notice-box.ts';

const [MINE, OTHER] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const view = (...on: NoticesView['on']): NoticesView => ({ push: { key: 'key' }, line: null, mail: false, on, asked: null });
const way = (wayId: string, state: 'ready' | 'trying' | 'refused' = 'ready') => ({ wayId, way: 'push' as const, state, why: state === 'refused' ? 'gone' as const : null });
const box = (over: Partial<Parameters<typeof noticeBox>[0]> = {}) => noticeBox({ status: 'waiting', notices: view(), ability: 'ask', own: null, trouble: null, ...over });

describe('mail under a ticket', () => {
  it('[V45] is offered where the hall sends it, says when it comes, and when an address took none', () => {
    const [mail, on] = [{ ...view(), mail: true }, { wayId: MINE, way: 'mail' as const, state: 'ready' as const, why: null }];
    expect([mailBox('waiting', mail), mailBox('waiting', { ...mail, on: [{ ...on, state: 'refused', why: 'gone' }] }), mailBox('waiting', { ...mail, on: [on] })]).toEqual([{ show: 'offer', gone: false }, { show: 'offer', gone: true }, { show: 'on', wayId: MINE, trying: false }]);
    expect([mailBox('done', mail), mailBox('waiting', view()), mailBox('waiting', null)].map(({ show }) => show)).toEqual(Array(3).fill('nothing'));
    expect([' hanako@mail.example ', 'hanako', 'hanako@mail', 'a@b.c, d@e.f', ''].map(isMailAddress)).toEqual([true, false, false, false, false]);
  });
});

describe('LINE under a ticket', () => {
  it('[V44] the page names account and code, opens LINE with it, says when notices come there, and offers nothing where they would not', () => {
    const line = { account: '@engawa', code: '101-K7F2QX' };
    const on = { wayId: MINE, way: 'line' as const, state: 'trying' as const, why: null };
    expect([lineBox('waiting', { ...view(), line }), lineBox('waiting', { ...view(on), line })]).toEqual([{ show: 'offer', ...line }, { show: 'on', wayId: MINE, trying: true }]);
    expect([lineBox('done', { ...view(), line }), lineBox('waiting', view()), lineBox('waiting', null), lineBox('waiting', { ...view(), line: { ...line, code: '' } })].map(({ show }) => show)).toEqual(Array(4).fill('nothing'));
    expect(lineAddress(line)).toBe('https://line.me/R/oaMessage/%40engawa/?101-K7F2QX');
  });
});

describe('the box under a ticket', () => {
  it('[V41] nothing is offered that would not come', () => {
    expect([box({ notices: null }), box({ notices: { ...view(), push: null } }), box({ ability: 'none' }), box({ status: 'done' }), box({ status: 'cancelled' })].map(({ show }) => show)).toEqual(Array(5).fill('nothing'));
    expect((['waiting', 'away', 'called', 'serving', 'held', 'missed'] as const).map((status) => box({ status }))).toEqual(Array(6).fill({ show: 'offer', why: null }));
  });
  it('[V42] it says that notices come, that they are held up, or why they do not', () => {
    expect(box({ own: MINE, notices: view(way(MINE)) })).toEqual({ show: 'on', wayId: MINE, trying: false });
    expect(box({ own: MINE, notices: view(way(MINE, 'trying')) })).toEqual({ show: 'on', wayId: MINE, trying: true });
    expect(box({ own: MINE, notices: view(way(MINE, 'refused')) })).toEqual({ show: 'offer', why: 'gone' });
    expect([box({ ability: 'denied' }), box({ trouble: 'unreachable' }), box({ ability: 'denied', trouble: 'unavailable' })].map((one) => (one.show === 'offer' ? one.why : one.show))).toEqual(['denied', 'unreachable', 'unavailable']);
  });
  it('[V42] another phone\'s notices are not taken for one\'s own', () => { expect(box({ own: MINE, notices: view(way(OTHER)) })).toEqual({ show: 'offer', why: null }); });
  it('[V43] a ticket that is over is the end of the phone\'s address', () => {
    expect([box({ status: 'done', own: MINE }), box({ status: 'cancelled', own: MINE, notices: null })]).toEqual([{ show: 'give-back' }, { show: 'give-back' }]);
  });
});
