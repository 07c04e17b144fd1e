import { useEffect, useEffectEvent } from 'react';
import type { Manner } from '../../intake/domain/visit.ts';
import { manner as words } from '../../wording/manner.ts';
import { htmlLang } from '../../wording/wording.ts';
import { useWording } from '../../wording/wording.tsx';
import { scriptOf } from './page-script.ts';
import { forgetMarks, readPage } from './page-reader.ts';
import { speak, stopSpeaking } from './speech.ts';

const pageOf = (): Element | null => document.querySelector('dialog[open]') ?? document.querySelector('main');
const mark = (element: Element | undefined): void => {
  for (const before of document.querySelectorAll('[data-voice-now]')) if (before !== element) before.removeAttribute('data-voice-now');
  element?.setAttribute('data-voice-now', '');
};
/** Focus goes with the choice; a row's own box is what is pressed. */
const choose = (element: HTMLElement): void => {
  const target = element.querySelector<HTMLElement>('input') ?? element;
  target.focus();
  target.click();
};

/**
 * 音声案内: a new page (or a dialog above it) is read by itself, and so is a message on it; what is being read is marked.
 * Keys 1–9 choose, 0 reads again, a touch stops the voice at once. Numbers stand beside the choices.
 */
export const useVoiceGuidance = (voice: Manner['voice']): void => {
  const { lang, say } = useWording();
  // Only another way of listening or another language begins anew: a page that merely draws itself again is not read again.
  const script = useEffectEvent(() => ({ numbered: (n: number, choice: string) => say(words.numbered, { n, choice }), chosen: say(words.chosen), onScreenOnly: say(words.onScreenOnly) }));
  useEffect(() => {
    if (voice === 'off') return;
    let [heading, title, alerts] = [null as Element | null, '', ''];
    const guide = (again = false): void => {
      const root = pageOf();
      if (!root) return;
      const page = readPage(root);
      const now = page.heading?.textContent ?? '';
      const isNew = again || page.heading !== heading || now !== title;
      const message = page.alerts !== alerts ? page.alerts : '';
      [heading, title, alerts] = [page.heading, now, page.alerts];
      if (isNew) speak(scriptOf(page.parts, voice === 'headset', script()), htmlLang(lang), { onLine: (line) => mark(page.elements[line]), onEnd: () => mark(undefined) });
      else if (message !== '') speak([message], htmlLang(lang), { onEnd: () => mark(undefined) });
    };
    const watcher = new MutationObserver(() => guide());
    const stop = (): void => { stopSpeaking(); mark(undefined); };
    const press = (event: KeyboardEvent): void => {
      const root = pageOf();
      if (!root || !/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '0' && root.querySelector('[data-voice-key]')) return guide(true);
      const chosen = root.querySelector<HTMLElement>(`[data-voice-key="${event.key}"]`);
      if (chosen) { stop(); choose(chosen); }
    };
    guide();
    watcher.observe(document.querySelector('.kiosk') ?? document.body, { childList: true, subtree: true, characterData: true, attributeFilter: ['open'] });
    addEventListener('pointerdown', stop, true);
    addEventListener('keydown', press);
    return () => {
      watcher.disconnect();
      removeEventListener('pointerdown', stop, true);
      removeEventListener('keydown', press);
      stopSpeaking();
      forgetMarks();
    };
  }, [voice, lang]);
};
