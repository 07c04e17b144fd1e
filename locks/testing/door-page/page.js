const byId = (id) => document.getElementById(id);
const scene = byId('scene');
const MAX_DIGITS = 9;
let doors = [];
let chosen = location.hash.slice(1);
let digits = '';

const here = () => doors.find((door) => door.name === chosen) ?? doors[0];
const stateOf = (door) => door.open ? 'ドアが開いています' : door.unlocked ? 'かぎが開きました。お入りください。' : 'かぎが閉まっています';

function act(what, more = {}) {
  const door = here();
  if (door) void fetch('/act', { method: 'POST', body: JSON.stringify({ serial: door.serial, door: door.number, act: what, ...more }) });
}

function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function drawDoors() {
  const list = byId('doors');
  if (list.childElementCount !== doors.length) {
    list.replaceChildren(...doors.map((door) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.name = door.name;
      button.append(document.createElement('span'), document.createElement('small'));
      button.addEventListener('click', () => { chosen = door.name; location.hash = door.name; digits = ''; draw(); });
      item.append(button);
      return item;
    }));
  }
  for (const button of list.querySelectorAll('button')) {
    const door = doors.find(({ name }) => name === button.dataset.name);
    set(button.firstChild, door.title);
    set(button.lastChild, door.open ? 'ドアが開いています' : door.unlocked ? '解錠中' : '施錠');
    button.setAttribute('aria-current', String(door === here()));
  }
}

function draw() {
  drawDoors();
  const door = here();
  if (!door) return;
  set(byId('door-title'), door.title);
  set(byId('state'), stateOf(door));
  scene.toggleAttribute('data-released', door.unlocked);
  scene.toggleAttribute('data-open', door.open);
  set(byId('leaf'), door.open ? 'ドアを閉める' : 'ドアを開ける');
  set(document.querySelector('.out'), '●'.repeat(digits.length));
}

function say(text) {
  document.querySelector('.said').textContent = text;
}

function press(key) {
  if (key === '#') {
    if (digits !== '') act('pin', { digits });
    say(digits === '' ? '数字を押してください' : '送りました');
    digits = '';
  } else if (key === '*') {
    digits = '';
    say('消しました');
  } else if (digits.length < MAX_DIGITS) {
    digits += key;
    say(`${digits.length}けた`);
  }
  draw();
}

document.querySelector('.keys').append(...['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'].map((key) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.key = key;
  button.textContent = key;
  if (key === '*') button.setAttribute('aria-label', '* 消す');
  if (key === '#') button.setAttribute('aria-label', '# 決定');
  button.addEventListener('click', () => press(key));
  return button;
}));
byId('pad').addEventListener('submit', (event) => event.preventDefault());
byId('leaf').addEventListener('click', () => act(here()?.open ? 'close' : 'open'));
byId('exit').addEventListener('click', () => act('exit'));
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[0-9]$/.test(event.key)) press(event.key);
  else if (event.key === '#' || (event.key === 'Enter' && event.target === document.body)) press('#');
  else if (event.key === 'Backspace' || event.key === '*') press('*');
});
addEventListener('hashchange', () => { chosen = decodeURIComponent(location.hash.slice(1)); draw(); });

const events = new EventSource('/events');
events.addEventListener('message', (event) => { doors = JSON.parse(event.data).doors; draw(); });
events.addEventListener('error', () => set(byId('state'), '模擬のドアが止まっています。npm start で動かしてください。'));
