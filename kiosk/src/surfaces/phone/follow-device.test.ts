import { describe, expect, it } from 'vitest';
import { themeFor } from './follow-device.ts';

describe('colours of the phone', () => {
  it.each([
    [false, false, 'light'], [true, false, 'dark'], [false, true, 'hc'], [true, true, 'hc'],
  ] as const)('[V27] dark %s, more contrast %s: %s', (dark, moreContrast, theme) => expect(themeFor({ dark, moreContrast })).toBe(theme));
});
