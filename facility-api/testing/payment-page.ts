/** The simulated provider's page: plain HTML, works without script, by keyboard and with a screen reader. */
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const page = (title: string, body: string): string => `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/page.css"></head><body><main>${body}</main></body></html>`;

export const paymentPage = (session: { id: string; amount: number; reference: string; returnUrl: string }, failedBefore: boolean): string => page('お支払い｜模擬決済', `
<p class="mark">模擬決済 <span>練習用のページです。お金は動きません。</span></p>
<h1>お支払い</h1>
${failedBefore ? '<p class="failed" role="alert">お支払いは まだできていません。もう一度お試しください。</p>' : ''}
<dl><div><dt>お支払い先</dt><dd>縁側市 公共施設</dd></div><div><dt>予約番号</dt><dd>${escape(session.reference)}</dd></div><div class="sum"><dt>金額</dt><dd>${session.amount.toLocaleString('ja-JP')}円</dd></div></dl>
<section aria-labelledby="card"><h2 id="card">練習用カード</h2><p class="card">4111 1111 1111 1111<br><span>有効期限 12/30　名義 ENGAWA HANAKO</span></p></section>
<form method="post" action="/sessions/${session.id}/pay"><button class="pay">支払う</button></form>
<form method="post" action="/sessions/${session.id}/fail"><button class="fail">支払えないことにする（練習）</button></form>
<p><a href="${escape(session.returnUrl)}">支払わずにもどる</a></p>`);

/** How the provider may behave, in words for whoever plays with it. */
const BEHAVIOURS = {
  good: 'ふつうに知らせる', duplicate: '同じ知らせを何度も送る', late: '知らせを遅らせる', 'wrong-amount': 'ちがう金額を知らせる',
  reordered: '順序を入れかえて知らせる', silent: '何も知らせない', 'api-500': '支払いの受付で失敗する', 'api-slow': '支払いの受付が遅い',
} as const;

/** The simulator's own front page: what it is, and how it shall behave from now on. */
export const frontPage = (behaviour: keyof typeof BEHAVIOURS, heldBack: number): string => page('模擬決済', `
<p class="mark">模擬決済 <span>練習用のページです。お金は動きません。</span></p>
<h1>支払い会社の役</h1>
<p>支払いの画面は、予約の「支払う」から開きます。</p>
<form method="post" action="/"><fieldset><legend>これからの ふるまい</legend>
${Object.entries(BEHAVIOURS).map(([value, words]) => `<label><input type="radio" name="behaviour" value="${value}"${value === behaviour ? ' checked' : ''}> ${words}</label>`).join('\n')}
</fieldset><button class="pay">このふるまいにする</button></form>
${heldBack > 0 ? `<form method="post" action="/late"><button class="fail">遅らせている知らせを送る（${heldBack}件）</button></form>` : ''}`);

export const doneBefore = (session: { returnUrl: string } | null): string => page('お支払い｜模擬決済', session
  ? `<h1>この支払いは終わっています</h1><p><a href="${escape(session.returnUrl)}">予約にもどる</a></p>` : '<h1>この支払いは見つかりません</h1><p>予約の画面から、もう一度お進みください。</p>');

export const PAGE_CSS = `
:root { color-scheme: light dark; font: 17px/1.8 "Noto Sans JP", "Hiragino Sans", system-ui, sans-serif; --ink: #1a1a1c; --paper: #fff; --line: #767676; --act: #0017c1; --on: #fff; --bad: #ce0000; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f2f2; --paper: #1a1a1c; --line: #949494; --act: #c5d7fb; --on: #00118f; --bad: #ff9696; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); }
main { max-width: 26rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
.mark { margin: 0; font-weight: 700; } .mark span { display: block; font-weight: 400; font-size: .875rem; }
h1 { font-size: 1.75rem; margin: 1rem 0 .5rem; } h2 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
dl { margin: 0; border-block-start: 1px solid var(--line); } dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .6rem 0; border-block-end: 1px solid var(--line); }
dd { margin: 0; text-align: end; } .sum dd { font-size: 1.5rem; font-weight: 700; font-variant-numeric: tabular-nums; }
fieldset { border: 1px solid var(--line); border-radius: 12px; padding: .5rem 1rem; margin: 0; } legend { font-weight: 700; padding: 0 .25rem; } label { display: flex; align-items: center; gap: .75rem; min-height: 48px; } input { width: 24px; height: 24px; flex: none; }
.card { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: 12px; font-variant-numeric: tabular-nums; letter-spacing: .05em; } .card span { font-size: .875rem; letter-spacing: 0; }
.failed { border: 2px solid var(--bad); color: var(--bad); border-radius: 8px; padding: .5rem 1rem; font-weight: 700; }
button { width: 100%; min-height: 56px; margin-block-start: 1rem; border-radius: 8px; font: inherit; font-weight: 700; cursor: pointer; }
.pay { background: var(--act); color: var(--on); border: 2px solid var(--act); } .fail { background: transparent; color: var(--ink); border: 2px solid var(--line); }
a { color: var(--act); display: inline-block; padding: .6rem 0; } :focus-visible { outline: 4px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #ffd43d; border-radius: 4px; }
`;
