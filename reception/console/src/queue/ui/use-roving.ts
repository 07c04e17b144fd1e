import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

const linesOf = (box: HTMLElement | null): HTMLElement[] => [...(box?.querySelectorAll<HTMLElement>('[data-roving]') ?? [])];

/**
 * One tab stop for a whole list; arrows, Home and End move in it. When the focused line leaves the list (another counter
 * called it), the focus goes to the line that took its place: focus is never lost.
 */
export function useRoving(box: RefObject<HTMLElement | null>, itemIds: readonly string[], chosen: string | null, choose: (id: string) => void) {
  const focused = useRef<number | null>(null);
  const order = itemIds.join(' ');

  useLayoutEffect(() => {
    if (focused.current === null || document.activeElement !== document.body) return;
    const list = linesOf(box.current);
    const next = list[Math.min(focused.current, list.length - 1)];
    if (next === undefined) box.current?.focus(); else next.focus();
  }, [box, order]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const list = linesOf(box.current);
    const at = list.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
    const next = to === undefined || at < 0 ? undefined : list[Math.max(0, Math.min(to, list.length - 1))];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  const current = chosen !== null && itemIds.includes(chosen) ? chosen : itemIds[0];
  return {
    onKeyDown,
    itemProps: (id: string) => ({
      'data-roving': id, tabIndex: id === current ? 0 : -1,
      onFocus: () => { focused.current = itemIds.indexOf(id); choose(id); },
      onBlur: (event: { relatedTarget: EventTarget | null }) => { if (event.relatedTarget !== null) focused.current = null; },
    }),
  };
}
