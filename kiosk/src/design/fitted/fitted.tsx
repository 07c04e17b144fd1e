import './fitted.css';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const greedy = (heights: readonly number[], room: number, gap: number): number[][] => {
  const pages: number[][] = [];
  let left = 0;
  for (const [at, height] of heights.entries()) {
    const page = pages.at(-1);
    if (page && left >= height + gap) { page.push(at); left -= height + gap; } else { pages.push([at]); left = room - height; }
  }
  return pages;
};

/** Blocks to pages, in their order, so that none has to scroll: as few pages as there is room for, about equally full. Heights and room in the same unit. */
export const packPages = (heights: readonly number[], room: number, gap: number): number[][] => {
  const { length } = greedy(heights, room, gap);
  let [low, high] = [Math.max(0, ...heights), room];
  while (high - low > 1) { const middle = (low + high) / 2; if (greedy(heights, middle, gap).length > length) low = middle; else high = middle; }
  return greedy(heights, high, gap);
};

/**
 * Kiosks do not scroll: the blocks are drawn once unseen, measured, and shown page by page. They are measured anew when the
 * window, the letters or the faces change; another language or other blocks come with another `key`.
 */
export const Fitted = ({ blocks, page, onPages, className }: { blocks: readonly { key: string; block: ReactNode }[]; page: number; onPages: (pages: number) => void; className: string }) => {
  const frame = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<number[][] | null>(null);
  const again = useCallback(() => setPages(null), []);
  useEffect(() => {
    let size = '';
    const watch = new ResizeObserver(([entry]) => {
      const now = `${Math.round(entry?.contentRect.width ?? 0)} ${Math.round(entry?.contentRect.height ?? 0)}`;
      if (size !== '' && size !== now) again();
      size = now;
    });
    if (frame.current) watch.observe(frame.current);
    document.fonts.addEventListener('loadingdone', again);
    return () => { watch.disconnect(); document.fonts.removeEventListener('loadingdone', again); };
  }, [again]);
  useLayoutEffect(() => {
    const box = frame.current;
    if (pages !== null || box === null) return;
    const style = getComputedStyle(box);
    const room = box.clientHeight - Number.parseFloat(style.paddingTop) - Number.parseFloat(style.paddingBottom);
    const heights = [...box.children].map((child) => child.getBoundingClientRect().height);
    const packed = packPages(heights, room, Number.parseFloat(style.rowGap) || 0);
    setPages(packed);
    onPages(Math.max(1, packed.length));
  }, [pages, onPages]);
  const shown = pages === null ? null : (pages[Math.min(page, pages.length - 1)] ?? []);
  return <div ref={frame} className={`fitted ${className}`} data-measuring={pages === null || undefined}>{blocks.flatMap(({ key, block }, at) => (shown === null || shown.includes(at) ? [<div key={key} className="fitted-block">{block}</div>] : []))}</div>;
};
