import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeReady } from '../src/wording/catalogues.ts';
import { shell as words } from '../src/wording/shell.ts';
import { htmlLang, LANGUAGES, sentenceOf, type Language } from '../src/wording/wording.ts';
import { openBrowserPage } from './browser-page.ts';
import { endBrowser, launchBrowser } from './browser-process.ts';
import { openDevtoolsPipe } from './devtools-pipe.ts';

const DESIGN = new URL('../src/design/', import.meta.url);
/** Sizes, colours, beam and ledge are those of the kiosk; the letters come from the machine. */
const STYLES = ['tokens.css', 'surfaces.css', 'beam/beam.css', 'ledge/ledge.css'];
const OWN = `
* { box-sizing: border-box; margin: 0 }
html { font-size: 16px; --text-scale: 1 } body { background: var(--color-semantic-page); color: var(--color-semantic-ink); font-family: "BIZ UDPGothic", "Noto Sans CJK JP", sans-serif; font-variant-numeric: tabular-nums; overflow: hidden; cursor: none }
.curtain { min-height: 100dvh; display: grid; grid-template-rows: auto 1fr auto } main { display: grid; align-content: center; gap: calc(36 * var(--u)); padding: 0 var(--margin) }
h1 { font-size: calc(60 * var(--u)); line-height: 1.35 } p { font-size: calc(34 * var(--u)); line-height: 1.6 }
ul { list-style: none; padding: calc(28 * var(--u)) 0 0; display: grid; gap: calc(10 * var(--u)); border-top: 2px solid var(--color-semantic-hair); color: var(--color-semantic-ink-2); font-size: calc(28 * var(--u)) }
:lang(ko) { font-family: "Noto Sans CJK KR", sans-serif } :lang(zh-Hans) { font-family: "Noto Sans CJK SC", sans-serif }`;

const OTHERS: readonly Language[] = LANGUAGES.filter((language) => !['ja', 'ja-easy', 'en'].includes(language));

/** What stands where no page of the kiosk is, in all languages at once: nobody can choose one here. It knows nothing of anybody. */
export async function drawCurtain(): Promise<string> {
  await Promise.all(OTHERS.map(makeReady));
  const styles = await Promise.all(STYLES.map((path) => readFile(new URL(path, DESIGN), 'utf8')));
  const say = (language: Language) => `<span lang="${htmlLang(language)}">${sentenceOf(words.curtainTitle, language)} ${sentenceOf(words.curtainLine, language)}</span>`;
  return `<!doctype html><html lang="ja" data-surface="kiosk" data-theme="light"><meta charset="utf-8"><title>${words.curtainTitle.ja}</title><style>${styles.join('\n')}${OWN}</style>
<div class="curtain"><div class="beam"></div><main role="status"><h1>${words.curtainTitle.ja}</h1><p>${words.curtainLine.ja}</p><p lang="en">${words.curtainTitle.en} ${words.curtainLine.en}</p><ul>${OTHERS.map((language) => `<li>${say(language)}</li>`).join('')}</ul></main><div class="ledge"></div></div></html>`;
}

const AGAIN_MS = 1_000;

/**
 * A second browser that shows the curtain for as long as the shell runs. Windows lie upon each other: while the kiosk's own is there it hides
 * this one, and between two of them nobody stands before a black screen. A profile of its own, thrown away at the end; one that dies is hung again.
 */
export async function hangCurtain({ chromium, flags, html }: { chromium: string; flags: readonly string[]; html: string }): Promise<{ drop(): Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'engawa-curtain-'));
  let dropped = false;
  let take = async (): Promise<void> => {};

  const hang = async (): Promise<void> => {
    const browser = launchBrowser({ chromium, profile, flags });
    const pipe = openDevtoolsPipe(browser);
    take = async () => { pipe.close(); await endBrowser(browser); };
    const gone = once(browser, 'exit').catch(() => undefined);
    void gone.then(async () => {
      await pause(AGAIN_MS);
      if (!dropped) await hang().catch(() => undefined);
    });
    await (await openBrowserPage(pipe)).show(html);
  };
  await hang();
  return {
    drop: async () => {
      dropped = true;
      await take();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms).unref(); });
