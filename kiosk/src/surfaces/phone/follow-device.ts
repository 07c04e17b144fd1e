import { applyAppearance, type Theme } from '../../design/index.ts';

/** A phone belongs to its owner: what they set for the whole device holds here too. More contrast goes before dark. */
export const themeFor = (device: { dark: boolean; moreContrast: boolean }): Theme => (device.moreContrast ? 'hc' : device.dark ? 'dark' : 'light');

/** Now and whenever the device changes, at dusk for example. Size of text is the browser's own setting. */
export function followDevice(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const apply = (): void => applyAppearance({ theme: themeFor({ dark: dark.matches, moreContrast: contrast.matches }), textScale: 1 });
  for (const query of [dark, contrast]) query.addEventListener('change', apply);
  apply();
}
