import { useEffect, useRef } from 'react';
import { readStroke, type Meaning, type Place } from '../queue/domain/key-map.ts';

const TEXTLESS = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color']);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
    || (target instanceof HTMLInputElement && !TEXTLESS.has(target.type)));

/** Turns key presses anywhere on the page into what they mean here; native keys of buttons and fields stay theirs. */
export function useKeys(place: Pick<Place, 'tab' | 'letters'>, mean: (meaning: Exclude<Meaning, null>) => void, escape: () => void): void {
  const latest = useRef({ place, mean, escape });
  latest.current = { place, mean, escape };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.metaKey) return;
      const dialog = document.querySelector('dialog[open]') !== null;
      const typing = isTyping(event.target);
      if (event.key === 'Escape' && !dialog && !typing) return latest.current.escape();
      const meaning = readStroke(
        { key: event.key, code: event.code, ctrl: event.ctrlKey, alt: event.altKey, shift: event.shiftKey, repeat: event.repeat, composing: event.isComposing },
        { ...latest.current.place, typing, dialog },
      );
      if (meaning === null) return;
      event.preventDefault();
      latest.current.mean(meaning);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
