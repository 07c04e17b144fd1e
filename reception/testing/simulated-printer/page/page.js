const byId = (id) => document.getElementById(id);
const SWITCHES = [
  ['paper-out', '紙を 切らす', '押しなおすと 新しい ロールを 入れます'],
  ['cover-open', 'ふたを 開ける', '押しなおすと 閉めます'],
  ['paper-low', '残りを 少なくする', '刷れますが、もうすぐ なくなると 知らせます'],
  ['silent', '返事を しない', 'つながるのに 何も 言わなくなります'],
  ['swallow', '受け取って 刷らない', '出たかどうか わからない 札が できます'],
  ['twice', '2枚 刷る', '同じ札が 2枚 出ます'],
];
const SAYS = { 'paper-out': '紙が ありません', 'cover-open': 'ふたが 開いています', 'paper-low': '紙が 残り少なです', silent: '返事を しません', swallow: '受け取って 刷りません', twice: '2枚ずつ 刷ります' };
let printers = [];
let chosen = decodeURIComponent(location.hash.slice(1));

const here = () => printers.find(({ id }) => id === chosen) ?? printers[0];
const set = (node, text) => { if (node.textContent !== text) node.textContent = text; };
const stateOf = ({ wrong }) => wrong.length === 0 ? '刷れます' : wrong.map((name) => SAYS[name]).join('・');

function act(name, on) {
  const printer = here();
  if (printer) void fetch('/act', { method: 'POST', body: JSON.stringify({ printer: printer.id, act: name, on }) });
}

/** A button of a list; its words are set at each drawing. */
function row(press) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.append(document.createElement('span'), document.createElement('small'));
  button.addEventListener('click', press);
  item.append(button);
  return item;
}

function drawPrinters() {
  const list = byId('printers');
  if (list.childElementCount !== printers.length) list.replaceChildren(...printers.map(({ id }) => row(() => { chosen = id; location.hash = id; draw(); })));
  for (const [at, printer] of printers.entries()) {
    const button = list.children[at].firstChild;
    set(button.firstChild, printer.name);
    set(button.lastChild, `${printer.paper} mm・${printer.papers.length}枚`);
    button.setAttribute('aria-current', String(printer === here()));
  }
}

function drawPapers(printer) {
  const list = byId('papers');
  const wanted = printer.papers.toReversed();
  const key = `${printer.id} ${wanted.join(' ')}`;
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  list.replaceChildren(...wanted.map((number) => {
    const item = document.createElement('li');
    const picture = document.createElement('img');
    picture.src = `/paper/${printer.id}/${number}.png`;
    picture.alt = `${number}枚目の 紙。同じことが 札の 画面にも あります。`;
    picture.width = printer.paper === 80 ? 432 : 288;
    const words = document.createElement('p');
    words.textContent = `${number}枚目`;
    item.append(picture, words);
    return item;
  }));
}

function draw() {
  drawPrinters();
  const printer = here();
  if (!printer) return;
  set(byId('printer-title'), printer.name);
  set(byId('state'), `${stateOf(printer)}。${printer.papers.length === 0 ? '紙は まだ 出ていません。' : ''}`);
  for (const [at, [name]] of SWITCHES.entries()) byId('switches').children[at].firstChild.setAttribute('aria-pressed', String(printer.wrong.includes(name)));
  drawPapers(printer);
}

byId('switches').append(...SWITCHES.map(([name, title, more]) => {
  const item = row(() => act(name, !here()?.wrong.includes(name)));
  set(item.firstChild.firstChild, title);
  set(item.firstChild.lastChild, more);
  return item;
}));
addEventListener('hashchange', () => { chosen = decodeURIComponent(location.hash.slice(1)); draw(); });

const events = new EventSource('/events');
events.addEventListener('message', (event) => { ({ printers } = JSON.parse(event.data)); draw(); });
events.addEventListener('error', () => set(byId('state'), '模擬のプリンターが 止まっています。npm start で 動かしてください。'));
