import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = new URL('./', import.meta.url);
const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const styles = folders.flatMap((name) => (existsSync(new URL(`${name}/${name}.css`, here)) ? [{ name, css: readFileSync(new URL(`${name}/${name}.css`, here), 'utf8') }] : []));

describe('primitives', () => {
  it('[L2] every primitive tells its accessibility criteria in words', () => {
    expect(folders.length).toBeGreaterThan(20);
    expect(folders.filter((name) => name !== 'icon' && !existsSync(new URL(`${name}/criteria.md`, here)))).toEqual([]);
  });
  it('[L3] no primitive names a primitive colour or a colour of its own, save drawings', () => {
    const drawings = ['garden', 'shoji', 'qr-code', 'clock-range'];
    const own = styles.filter(({ name }) => !drawings.includes(name)).filter(({ css }) => /--color-primitive|#[0-9a-f]{3,8}\b/i.test(css)).map(({ name }) => name);
    expect(own).toEqual([]);
  });
  it('[L4] the garden is gone in high contrast', () => {
    expect(readFileSync(new URL('garden/garden.css', here), 'utf8')).toMatch(/\[data-theme="hc"\] \.garden \{ display: none; \}/);
  });
  it('[L5] a text field cannot be given a placeholder', () => {
    expect(readFileSync(new URL('text-field/text-field.tsx', here), 'utf8')).toContain('placeholder?: never');
  });
});
