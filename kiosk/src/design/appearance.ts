/** Colours of the screen: day, night halls and staff, 「色を反転」. */
export type Theme = 'light' | 'dark' | 'hc';
/** 「文字を大きく」: three steps, the layout reflows. */
export const TEXT_SCALES = [1, 1.25, 1.5] as const;
export type TextScale = (typeof TEXT_SCALES)[number];
export interface Appearance { theme: Theme; textScale: TextScale }

/** How every visitor finds the screen. */
export const PLAIN_APPEARANCE: Appearance = { theme: 'light', textScale: 1 };

/** 1 → 1.25 → 1.5 → 1. */
export const nextTextScale = (scale: TextScale): TextScale => TEXT_SCALES[(TEXT_SCALES.indexOf(scale) + 1) % TEXT_SCALES.length] ?? 1;

/** Writes the appearance on `<html>`; by CSSOM, so that a strict style-src allows it. */
export const applyAppearance = ({ theme, textScale }: Appearance, root: HTMLElement = document.documentElement): void => {
  root.dataset['theme'] = theme;
  root.style.setProperty('--text-scale', String(textScale));
};
