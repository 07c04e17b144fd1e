import type { KeyboardEvent, RefObject } from 'react';

/** Where Enter stops: every box, and each group of rounds or ticks once. */
const STOPS = '.entry, .options, [data-main]';
const stopOf = (element: Element | null): HTMLElement | null => element?.closest<HTMLElement>('.options') ?? element?.closest<HTMLElement>(STOPS) ?? null;

const focusStop = (stop: HTMLElement | undefined): void => {
  const target = stop?.matches('.options') === true ? stop.querySelector<HTMLElement>('input:checked') ?? stop.querySelector<HTMLElement>('input') : stop;
  target?.focus();
  if (target instanceof HTMLInputElement && target.matches('.entry')) target.select();
};

/** Enter goes on, Shift Enter goes back, Ctrl ↓ ↑ from part to part. A key that composes Japanese text is text. */
export function useEnterWalk(box: RefObject<HTMLElement | null>) {
  const step = (by: 1 | -1, within: string | null): void => {
    const stops = [...box.current?.querySelectorAll<HTMLElement>(STOPS) ?? []];
    const now = stopOf(document.activeElement);
    if (within === null) { focusStop(stops[Math.max(0, (now === null ? -1 : stops.indexOf(now)) + by)]); return; }
    const parts = [...box.current?.querySelectorAll<HTMLElement>(within) ?? []];
    const part = parts.findIndex((one) => one.contains(document.activeElement));
    focusStop(parts[Math.min(parts.length - 1, Math.max(0, part + by))]?.querySelector<HTMLElement>(STOPS) ?? undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const vertical = event.ctrlKey ? ({ ArrowDown: 1, ArrowUp: -1 } as const)[event.key as 'ArrowDown'] : undefined;
    if (vertical !== undefined) step(vertical, '[data-part], .heard-part');
    else if (event.key === 'Enter' && !event.ctrlKey && stopOf(event.target as Element)?.matches('[data-main]') !== true && !(event.target instanceof HTMLButtonElement)) step(event.shiftKey ? -1 : 1, null);
    else return;
    event.preventDefault();
  };
  return onKeyDown;
}
