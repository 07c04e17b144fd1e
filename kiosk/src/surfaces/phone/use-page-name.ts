import { type RefObject, useEffect, useRef } from 'react';

/** Words of a heading as they are read: without the readings above the kanji. */
function wordsOf(heading: Element): string {
  const copy = heading.cloneNode(true) as Element;
  copy.querySelectorAll('rt, rp').forEach((reading) => reading.remove());
  return copy.textContent?.trim() ?? '';
}

/**
 * The page's heading is its name: in the tab, in the history, and for a screen reader, whose focus goes there when the page has changed.
 * Pages fill themselves when the city has answered, so the heading is awaited. On the first page the focus stays where the browser puts it.
 */
export function usePageName(frame: RefObject<HTMLElement | null>, page: string, city: string): void {
  const before = useRef(page);
  useEffect(() => {
    let awaited = before.current !== page;
    before.current = page;
    const name = (): void => {
      const heading = frame.current?.querySelector<HTMLElement>('main h1');
      if (!heading) return;
      const title = `${wordsOf(heading)} | ${city}`;
      if (document.title !== title) document.title = title;
      if (!awaited) return;
      awaited = false;
      if (!heading.parentElement?.contains(document.activeElement) || document.activeElement === document.body) heading.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(name);
    if (frame.current) watch.observe(frame.current, { subtree: true, childList: true, characterData: true });
    name();
    return () => watch.disconnect();
  }, [frame, page, city]);
}
