import { describe, expect, it } from 'vitest';
import { startUhppoteBoard } from '../uhppote-board.ts';

describe('page of simulated doors', () => {
  it('[D10] it shows the doors, takes digits as a keypad would, and answers no other site', async () => {
    const board = await startUhppoteBoard({ udpPort: 0, httpPort: 0, serial: 7, doors: [{ number: 2, name: 'room', title: '和室' }] });
    const act = (body: unknown, origin?: string) => fetch(new URL('/act', board.url!), { method: 'POST', body: JSON.stringify(body), headers: origin === undefined ? {} : { origin } });
    const html = await (await fetch(board.url!)).text();
    expect(html).toContain('lang="ja"');
    expect(html).not.toMatch(/https?:\/\//);
    expect((await act({ serial: 7, door: 2, act: 'pin', digits: '482913' })).status).toBe(204);
    expect(board.events().at(-1)).toMatchObject({ door: 2, card: 482_913, type: 1, granted: false });
    expect((await act({ serial: 7, door: 2, act: 'exit' })).status).toBe(204);
    expect(await (await fetch(new URL('/state', board.url!))).json()).toMatchObject({ doors: [{ name: 'room', title: '和室', unlocked: true, serial: 7 }] });
    expect((await act({ serial: 7, door: 2, act: 'pin', digits: 'x' })).status).toBe(400);
    expect((await act({ serial: 8, door: 2, act: 'exit' })).status).toBe(400);
    expect((await act({ serial: 7, door: 2, act: 'exit' }, 'https://elsewhere.example')).status).toBe(404);
    await board.close();
  });
});
