import { join } from 'node:path';
import { CHECKOUT } from './checkout.ts';
import type { City } from './start-city.ts';
import { columns, displayWidth } from './table.ts';

/** A demo card as people see it: never a real person's. */
export type DemoCard = { readonly id: string; readonly name: string; readonly pin: string; readonly triesLeft: number; readonly note: string };
export type DemoStaff = { readonly staffId: string; readonly role: string; readonly name: string; readonly code: string; readonly counter: string | null };

/** What `npm start` prints when everything listens. */
export function welcome(city: Pick<City, 'url' | 'folder' | 'buildings' | 'transport'>, cards: readonly DemoCard[], staff: readonly DemoStaff[], notes: readonly string[]): string {
  const { url } = city;
  return [
    '',
    ...frame(['縁側市  Engawa City', '市役所の前庭が開きました。  The front yard of the city hall is open.']),
    ...section('画面  Screens', columns([
      ['  窓口のタッチ画面', 'touch kiosk', url.kiosk],
      // A hand at the reader; where a real one is attached there is nothing to click.
      ...city.transport === 'simulated' ? [['  カード読み取り機（模擬）', 'simulated card reader', url.reader]] : [],
      ['  職員の画面', 'staff console', url.console],
      ['  呼び出し板', 'hall board', url.board],
      ['  字幕の透明ディスプレイ', 'caption glass', url.caption],
      ['  住民のスマートフォン', 'residents\' phone', url.phone],
      ['  部屋の扉（模擬）', 'simulated doors', url.doorBoard],
      ...url.printers === null ? [] : [['  番号札のプリンター（模擬）', 'simulated ticket printers', url.printers]],
      ['  お支払い（模擬）', 'simulated payments', url.payment],
    ])),
    ...section('接続口  Interfaces', columns([
      ['  受付', 'reception', `${url.reception}/api`],
      ['  施設予約', 'facility-api', `${url.facility}/api`],
      ['  扉の端末', 'door agent', `${url.doorAgent}/healthz`],
      ['  カード橋渡し', 'card bridge', url.cardBridge],
    ])),
    ...section(`見本のカード  Demo cards   ${inFolder(city.folder)}npm run card -- insert hanako`, columns(cards.map(({ id, name, pin, triesLeft, note }) => [
      `  ${id}`, name, `PIN ${pin}`, `残り${triesLeft}回`, note,
    ]))),
    ...section('職員  Staff', columns(staff.map(({ staffId, role, name, code, counter }) => [`  ${staffId}`, role, name, `code ${code}`, counter === null ? '窓口なし' : `${counter}番窓口`]))),
    ...section('扉  Doors', columns(city.buildings.map(({ title, doors }) => [`  ${title}`, doors.map((door) => door.title.replace(`${title} `, '')).join('・')]))),
    ...section('', [`  本番どおりの受付機  a kiosk as in the hall   ${inFolder(city.folder)}npm run kiosk`, `  データ  data   ${city.folder}`, '  止める  stop   Ctrl-C        はじめから  afresh   npm start -- --reset', ...notes.map((note) => `  ${note}`)]),
    '',
  ].join('\n');
}

/** A command looks for the city in the usual folder; elsewhere it must be told. */
function inFolder(folder: string): string {
  return folder === join(CHECKOUT, '.engawa') ? '' : `ENGAWA_DATA=${folder} `;
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return ['', ...(title ? [` ${title}`] : []), ...lines];
}

function frame(lines: readonly string[]): string[] {
  const width = Math.max(...lines.map(displayWidth));
  const rule = '─'.repeat(width + 4);
  return [` ┌${rule}┐`, ...lines.map((line) => ` │  ${line}${' '.repeat(width - displayWidth(line))}  │`), ` └${rule}┘`];
}
