import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
type Theme = 'light' | 'dark' | 'hc';
const THEMES: readonly Theme[] = ['light', 'dark', 'hc'];

/** Declarations of every rule whose selector names the root or the theme, later ones winning. */
const tokensOf = (theme: Theme): Map<string, string> => {
  const tokens = new Map<string, string>();
  for (const [, selector = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selector.includes(`[data-theme="${theme}"]`) && selector.trim() !== ':root' && !selector.trim().startsWith(':root,')) continue;
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g)) tokens.set(name, value.trim());
  }
  return tokens;
};
const colour = (tokens: Map<string, string>, name: string): string => {
  const value = tokens.get(name) ?? '';
  const reference = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  return reference ? colour(tokens, reference) : value;
};
/** WCAG 2.2 relative luminance */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = (/^#(..)(..)(..)$/.exec(hex)?.slice(1) ?? []).map((part) => Number.parseInt(part, 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

/** [foreground, ground, least ratio]: 7 for what is read, 4.5 for states and small labels, 3 for borders of controls and focus */
const PAIRS = [
  ['ink', 'page', 7], ['ink', 'sheet', 7], ['ink', 'mat', 7], ['ink-2', 'page', 7], ['ink-2', 'mat', 7], ['ink', 'key', 7],
  ['edge', 'page', 3], ['edge', 'mat', 3], ['edge', 'sheet', 3],
  ['on-act', 'act', 7], ['on-act', 'act-press', 7], ['act', 'page', 4.5], ['act', 'act-tint', 4.5], ['ink', 'act-tint', 7],
  ['on-ledge', 'ledge', 7], ['on-beam', 'beam', 7], ['on-call', 'call', 7],
  ['info', 'page', 7], ['info', 'sheet', 7], ['alarm', 'page', 4.5], ['alarm', 'sheet', 4.5], ['on-alarm', 'alarm', 4.5], ['ink', 'alarm-tint', 7], ['ink', 'info-tint', 7], ['ink', 'note-tint', 7], ['on-note', 'note', 4.5],
  ['on-kifuda', 'kifuda', 7],
  ...(['a', 'b', 'c', 'd', 'e', 'f'] as const).flatMap((zone) => [['on-mon', `mon-${zone}`, 7], [`mon-${zone}`, 'page', 4.5], [`mon-${zone}`, 'mat', 4.5]] as const),
] as const;

describe('tokens', () => {
  for (const theme of THEMES) {
    const tokens = tokensOf(theme);
    it(`[L1] every pair of text and ground keeps its ratio in the ${theme} theme`, () => {
      const weak = PAIRS.map(([ink, ground, least]) => ({ pair: `${ink} on ${ground}`, ratio: Math.round(ratio(colour(tokens, `--color-semantic-${ink}`), colour(tokens, `--color-semantic-${ground}`)) * 10) / 10, least })).filter((pair) => pair.ratio < pair.least);
      expect(weak).toEqual([]);
    });
    it(`[L1] one of the two focus rings stands out from every ground of the ${theme} theme`, () => {
      const ring = ['focus-in', 'focus-out'].map((name) => colour(tokens, `--color-semantic-${name}`));
      const hidden = ['page', 'sheet', 'mat', 'ledge', 'beam'].filter((ground) => Math.max(...ring.map((one) => ratio(one, colour(tokens, `--color-semantic-${ground}`)))) < 3);
      expect(hidden).toEqual([]);
    });
    it(`[L1] every semantic colour of the ${theme} theme leads to a colour`, () => {
      const lost = [...tokens.keys()].filter((name) => name.startsWith('--color-semantic') && !/^(#[0-9a-f]{6}|rgb\()/.test(colour(tokens, name)));
      expect(lost).toEqual([]);
    });
  }
  it('[L1] keeps the figures that the look was chosen by', () => {
    const light = tokensOf('light');
    expect(ratio(colour(light, '--color-semantic-ink'), colour(light, '--color-semantic-page'))).toBeCloseTo(15.5, 0);
    expect(ratio(colour(light, '--color-semantic-on-act'), colour(light, '--color-semantic-act'))).toBeCloseTo(8.1, 0);
  });
});
