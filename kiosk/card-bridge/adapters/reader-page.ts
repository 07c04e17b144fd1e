import type { SimulatedCards } from '../contract/index.ts';

/** `GET /reader`: the simulated reader as a page. No script: forms and buttons do. Demo only, so its sentences live here. */
export function readerPage({ onTray, cards }: SimulatedCards, formWord: string): string {
  const lying = cards.find(({ id }) => id === onTray);
  const buttons = cards.map(({ id, name, pin, triesLeft, note }) => `
        <li><button name="card" value="${escape(id)}" aria-pressed="${id === onTray}">
          <span class="name">${escape(name)}</span>
          <span class="note">${escape(note)}</span>
          <span class="pin">暗証番号 ${escape(pin)}・${triesLeft === 0 ? '止まっています' : `あと${triesLeft}回`}</span>
        </button></li>`).join('');
  return `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${lying ? `${escape(lying.name)}のカードが台にあります` : '台は空です'}：カード読み取り機（模擬）</title>
<link rel="stylesheet" href="/reader.css">
<main>
  <h1>カード読み取り機<small>模擬</small></h1>
  <section class="tray${lying ? ' laid' : ''}" role="status" aria-label="台">
    <p>${lying ? `<strong>${escape(lying.name)}</strong> のカードが台にあります` : '台は空です'}</p>
  </section>
  <form method="post" action="/simulated">
    <input type="hidden" name="word" value="${escape(formWord)}">
    <p><button class="take" name="op" value="remove"${lying ? '' : ' disabled'}>カードを取る</button></p>
  </form>
  <form method="post" action="/simulated">
    <input type="hidden" name="word" value="${escape(formWord)}">
    <h2>カードを置く</h2>
    <ul>${buttons}
    </ul>
  </form>
  <form method="post" action="/simulated">
    <input type="hidden" name="word" value="${escape(formWord)}">
    <input type="hidden" name="op" value="insert-odd">
    <h2>まちがえて置く</h2>
    <ul>
        <li><button name="thing" value="phone"><span class="name">スマートフォン</span><span class="note">読み取れないもの</span></button></li>
        <li><button name="thing" value="two-cards"><span class="name">カード2枚</span><span class="note">重ねて置いたとき</span></button></li>
    </ul>
  </form>
  <p class="foot">ここにいる人は実在しません。カードはこのパソコンの中だけにあります。</p>
</main>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

export const READER_CSS = `:root { color-scheme: light dark; --page: #fafaf4; --sheet: #fff; --ink: #1b221e; --ink-2: #465049; --edge: #6d776e; --act: #1e5a43; --on-act: #fff; --tint: #f0f2e6; }
@media (prefers-color-scheme: dark) { :root { --page: #111714; --sheet: #1b231f; --ink: #f4f3ea; --ink-2: #c5cdc4; --edge: #93a097; --act: #86d1aa; --on-act: #0b1a13; --tint: #232d27; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 17px/1.6 "BIZ UDPGothic", "Noto Sans CJK JP", sans-serif; font-variant-numeric: tabular-nums; line-break: strict; }
main { max-width: 44rem; margin: 0 auto; padding: 24px 16px 56px; }
h1 { font-size: 28px; line-height: 1.35; margin: 0 0 16px; }
h1 small { margin-left: 12px; padding: 4px 12px; border: 1px solid var(--edge); border-radius: 99px; font-size: 15px; font-weight: 400; }
h2 { font-size: 20px; margin: 24px 0 8px; }
.tray { border: 3px dashed var(--edge); border-radius: 16px; padding: 24px; text-align: center; background: var(--tint); font-size: 20px; }
.tray.laid { border: 3px solid var(--act); background: var(--sheet); }
.tray p { margin: 0; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); }
button { font: inherit; color: inherit; cursor: pointer; border: 2px solid var(--edge); border-radius: 16px; background: var(--sheet); padding: 12px 16px; min-height: 56px; width: 100%; }
button:focus-visible { outline: 4px solid #ffd43d; outline-offset: 4px; box-shadow: 0 0 0 4px #000; }
button:active { transform: translateY(1px); }
button:disabled { border-style: dashed; color: var(--ink-2); cursor: default; }
li button { display: grid; gap: 2px; text-align: left; height: 100%; align-content: start; }
li button[aria-pressed="true"] { border-color: var(--act); border-width: 4px; padding: 10px 14px; }
.name { font-size: 20px; font-weight: 700; overflow-wrap: anywhere; }
.note, .pin { color: var(--ink-2); font-size: 15px; }
.take:enabled { background: var(--act); color: var(--on-act); border-color: var(--act); font-weight: 700; }
.foot { color: var(--ink-2); font-size: 15px; margin-top: 24px; }
@media (prefers-reduced-motion: reduce) { button:active { transform: none; } }
`;
