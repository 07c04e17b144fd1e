import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Levels A and AA of WCAG 2.0, 2.1 and 2.2, and what axe calls good practice (landmarks, order of headings). */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing must be found. The message names rule, place and what axe saw, so that one can mend it without a browser. */
export async function expectNoBarriers(page: Page, where: string): Promise<void> {
  // No page of ours has frames: axe may judge in the page itself, and need not tell every node that is well.
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).withTags(TAGS).analyze();
  if (passes.length === 0) throw new Error(`axe looked at nothing on ${where}: is the page empty?`);
  if (violations.length === 0) return;
  const lines = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `  ${id}: ${help}\n    ${node.target.join(' ')}\n    ${node.failureSummary?.replaceAll('\n', '\n    ') ?? ''}`));
  throw new Error(`axe found ${lines.length} barriers on ${where}:\n${lines.join('\n')}`);
}
