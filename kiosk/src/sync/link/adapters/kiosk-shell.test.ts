import { describe, expect, it } from 'vitest';
import { takeKioskShell } from './kiosk-shell.ts';

const opened = (hash: string) => {
  const shown: string[] = [];
  const shell = takeKioskShell({ location: { hash, pathname: '/kiosk/', search: '' }, history: { state: null, replaceState: (_state, _title, url) => { shown.push(String(url)); } } });
  return { shell, shown };
};
const WORD = 'abcdefghijklmnopqrstuv';

describe('the address in which a shell opens the kiosk', () => {
  it('[Z3] exit and word leave the address at once, and what others carry there stays', () => {
    expect(opened(`#exit=http://127.0.0.1:4600/over/${WORD}&after=before&bridge=b`)).toEqual({ shell: { exit: `http://127.0.0.1:4600/over/${WORD}`, word: WORD, after: 'before' }, shown: ['/kiosk/#bridge=b'] });
  });
  it('[Z3] an exit that is not on this machine is none', () => {
    for (const exit of [`https://evil.example/over/${WORD}`, `http://127.0.0.1.evil.example:1/over/${WORD}`, 'javascript:alert(1)', `http://127.0.0.1:1/over/${WORD}?x`]) {
      expect(opened(`#exit=${encodeURIComponent(exit)}`).shell).toEqual({ exit: null, word: null, after: null });
    }
  });
  it('[Z3] an ordinary browser has no shell, and its address is left alone', () => {
    expect(opened('#enrol=x')).toEqual({ shell: { exit: null, word: null, after: null }, shown: [] });
  });
});
