import { numberKeys, type PagePart, type PageText } from './page-script.ts';

/** Keyboards that the page itself owns: there digits are typed. */
const OWN_DIGITS = '.keys, .pin-pad, input:is([type="text"], [type="tel"], :not([type]))';
const SILENT = 'rt, rp, svg, [aria-hidden="true"], .keys, .pin-pad, .language-switch, .big-count, .stones';
const READ = 'h1, h2, :is(p, li, dt, dd):not(:has(.press, .choice-row)), legend:not(.visually-hidden), .choice-card, .choice-row, .press';

export interface ReadPage { heading: Element | null; parts: PagePart[]; elements: Element[]; alerts: string }

/** The words of an element; a visitor's values apart, so that they can stay unspoken. */
const textOf = (element: Element): PageText[] => {
  const pieces: PageText[] = [];
  const walk = (node: Node, secret: boolean): void => {
    if (node instanceof Element && node.matches(SILENT)) return;
    if (node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) pieces.push({ text: node.textContent, private: secret });
    const inside = secret || (node instanceof Element && node.matches('[data-private]'));
    for (const child of node.childNodes) walk(child, inside);
  };
  walk(element, element.closest('[data-private]') !== null);
  return pieces.filter((piece, n) => !(piece.private && pieces[n - 1]?.private));
};

const chosenIn = (element: Element): boolean => element.querySelector<HTMLInputElement>('input')?.checked === true || element.getAttribute('aria-pressed') === 'true';
const isChoice = (element: Element): boolean => element.matches('.choice-card, .choice-row, .press');

/** Reads what stands in `root` (the page, or a dialog above it) and writes the numbers of its choices beside them (`data-voice-key`, drawn by the style sheet). */
export const readPage = (root: Element): ReadPage => {
  const elements = [...root.querySelectorAll(READ)].filter((element) => !element.closest(SILENT) && !element.parentElement?.closest(READ));
  const choices = elements.filter(isChoice);
  const foot = choices.filter((element) => element.closest('.kiosk-foot'));
  const answers = choices.filter((element) => !foot.includes(element));
  const keys = numberKeys(answers.length, foot.length);
  const typed = root.querySelector(OWN_DIGITS) !== null;
  const keyOf = new Map([...answers.map((element, n) => [element, keys.answers[n] ?? null] as const), ...foot.map((element, n) => [element, keys.foot[n] ?? null] as const)]);
  for (const element of choices) {
    const key = typed ? null : (keyOf.get(element) ?? null);
    if (key === null) element.removeAttribute('data-voice-key'); else if (element.getAttribute('data-voice-key') !== String(key)) element.setAttribute('data-voice-key', String(key));
  }
  const parts = elements.map((element): PagePart => (isChoice(element)
    ? { kind: 'choice', text: textOf(element), key: typed ? null : (keyOf.get(element) ?? null), chosen: chosenIn(element) }
    : { kind: 'words', text: textOf(element) }));
  const alerts = [...root.querySelectorAll('[aria-live], [role="alert"]')].map((element) => textOf(element).filter((piece) => !piece.private).map(({ text }) => text).join(' ')).join(' ').trim();
  return { heading: root.querySelector('h1, h2'), parts, elements, alerts };
};

/** Takes numbers and marks away again. */
export const forgetMarks = (): void => {
  for (const element of document.querySelectorAll('[data-voice-key], [data-voice-now]')) { element.removeAttribute('data-voice-key'); element.removeAttribute('data-voice-now'); }
};
