import { PaperView, TRANSLATED } from '@engawa/reception/contract';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { WordingProvider } from '../../wording/wording.tsx';
import { PaperLine } from './paper-line.tsx';

const troubles = (['paper-out', 'cover-open', 'no-answer', 'perhaps'] as const).map((why) => PaperView.parse({ state: 'trouble', why }));
const told: PaperView[] = [{ state: 'printing' }, { state: 'printed' }, ...troubles];

describe('the line about paper', () => {
  it.each(['ja', 'ja-easy', 'en'] as const)('[I82] %s: each state has its own words, in a live region that stands there empty from the start', (lang) => {
    const html = (paper: PaperView | null): string => renderToStaticMarkup(<WordingProvider lang={lang}><PaperLine paper={paper} /></WordingProvider>);
    const words = told.map((paper) => html(paper).replaceAll(/<r[pt]>.*?<\/r[pt]>|<[^>]+>/gu, ''));
    expect(new Set(words).size).toBe(told.length);
    for (const text of words) expect(text.length).toBeGreaterThan(3);
    for (const paper of [null, { state: 'none' } as const]) expect(html(paper)).toBe('<div class="ticket-paper" role="status" aria-live="polite"></div>');
  });

  it.each(TRANSLATED)('[I82] %s has words of its own for each of them', async (language) => {
    const { paper } = await import(`../../wording/catalogues/${language}/paper.ts`) as { paper: Record<string, string> };
    expect(new Set(Object.values(paper)).size).toBe(told.length + 1);
  });
});
