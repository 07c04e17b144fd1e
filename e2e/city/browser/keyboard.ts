import type { CDPSession, Page } from 'playwright-core';

export type Focus = { readonly role: string; readonly name: string; readonly visible: boolean };
/** More tab stops than any screen of ours may have. */
const MOST_STOPS = 120;

/**
 * Presses Tab until the named control has the focus, as somebody without a pointer must.
 * @throws when it cannot be reached, or when a stop on the way has no visible focus.
 */
export async function tabTo(page: Page, name: string | RegExp, { back = false } = {}): Promise<Focus> {
  const seen: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const focus = await focused(page);
    if (!focus) continue;
    seen.push(`${focus.role} "${focus.name}"`);
    if (!focus.visible) throw new Error(`The focus is on ${focus.role} "${focus.name}" and cannot be seen.`);
    if (typeof name === 'string' ? focus.name === name || focus.name.startsWith(name) : name.test(focus.name)) return focus;
  }
  throw new Error(`Tab never reached ${String(name)}. It went: ${seen.slice(0, 40).join(' -> ')}`);
}

/** One line to each page, kept open: Chromium takes a page's passkeys away when any of its lines is closed. */
const sessions = new WeakMap<Page, Promise<CDPSession>>();
function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}

/** What has the focus now; undefined on the page itself. Role and name as assistive technology hears them. */
export async function focused(page: Page): Promise<Focus | undefined> {
  const session = await sessionOf(page);
  const { result } = await session.send('Runtime.evaluate', { expression: '(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at === document.body ? null : at; })()' });
  if (!result.objectId) return undefined;
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
  const visible = await page.evaluate(() => {
    // The ring may be drawn on the control itself, on its label, or on the thing that stands for a hidden native control.
    const at = document.activeElement!;
    return [at, at.parentElement, at.nextElementSibling, at.closest('label')].some((one) => {
      if (!one || one === document.body) return false;
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
    });
  });
  return { role: String(nodes[0]?.role?.value ?? ''), name: String(nodes[0]?.name?.value ?? ''), visible };
}

/** Reaches a control by Tab and presses it as its kind is pressed. */
export async function pressByKeyboard(page: Page, name: string | RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

/** Reaches a field by Tab and types into it. */
export async function typeByKeyboard(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}
