import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FreeSlots } from '../../contract/index.ts';
import { openTestHouse } from '../../testing/test-house.ts';
import type { TestHouse } from '../../testing/test-house.ts';
import { COLUMNS, kanaOf } from './domain/public-facilities.ts';

let house: TestHouse;
beforeAll(async () => { house = await openTestHouse(); });
afterAll(() => house.close());

describe('open data', () => {
  it('[A16] the houses are given in the columns of the list, with kana, hours and closures', async () => {
    const response = await fetch(`${house.url}/open/public-facilities.csv`);
    const text = await response.text().then((got) => got.replace(/^\ufeff/, ''));
    const [head, ...rows] = text.trimEnd().split('\r\n').map((line) => line.split(','));
    expect([head, rows.length]).toEqual([[...COLUMNS], 4]);
    const studio = Object.fromEntries(COLUMNS.map((column, i) => [column, rows.find((row) => row[1] === 'engawa-studio24')?.[i]]));
    expect(studio).toMatchObject({ '名称': '縁側スタジオ24', '利用可能曜日': '月火水木金土日', '開始時間': '00:00', '終了時間': '24:00', '全国地方公共団体コード': '', '緯度': '' });
    expect([response.headers.get('content-type'), response.headers.get('cache-control'), response.headers.get('access-control-allow-origin')]).toEqual(['text/csv; charset=utf-8', 'public, max-age=3600', '*']);
    expect(kanaOf('縁側(えんがわ)市民(しみん)ホール')).toBe('エンガワシミンホール');
    expect(rows.map((row) => row[4]).every((kana) => /^[ァ-ヶー0-9]+$/.test(kana ?? ''))).toBe(true);
  });

  it('[A17] free time is given as JSON and calendar, without a word of who booked', async () => {
    const resident = await house.newResident();
    const booking = await house.book(resident, { purpose: 'ひみつの練習' });
    const response = await fetch(`${house.url}/open/free-slots.json?facility=engawa-studio24`);
    const text = await response.text();
    const slots = FreeSlots.parse(JSON.parse(text));
    expect([slots.from, slots.until, slots.rooms.length]).toEqual(['2026-11-24', '2026-12-24', 2]);
    const today = slots.rooms.find(({ room }) => room === 'studio24-a')?.days[0];
    expect(today).toMatchObject({ state: 'partly', free: [{ from: '10:00', until: '12:00' }, { from: '13:00', until: '24:00' }] });
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    expect(response.headers.get('etag')).not.toBeNull();

    const file = (await house.ask<string>('GET', '/open/free-slots.ics?room=studio24-a')).body.replaceAll('\r\n ', '');
    expect(file).toContain('DTSTART:20261124T040000Z');
    expect(file).toContain('DTEND:20261124T150000Z');
    expect(file.match(/BEGIN:VEVENT/g)?.length).toBe(file.match(/TRANSP:TRANSPARENT/g)?.length);
    for (const told of [text, file]) for (const secret of [booking.id, booking.reference, booking.pin ?? 'no pin', 'ひみつ', resident.id, resident.displayName]) expect(told).not.toContain(secret);
    expect((await house.ask('GET', '/open/free-slots.ics?room=nowhere')).problem.code).toBe('not-found');
  });
});
