/** Walks without a card (the navigator, the phone's code) and to the number. */
import { codesOfAnswers, pictureOfCode } from '@engawa/kiosk/testing';
import { CityProfile } from '@engawa/reception/contract';
import { demoClerk } from '@engawa/reception/testing';
import { filmOf } from '../city/browser/index.ts';
import { ask, asks, named, numberOnTicket, press, TUESDAY_1012, until } from '../journeys/counter-people.ts';
import { hurry } from './shell-life.ts';
import { stands, toReview } from './walk.ts';
import type { Before, Walk } from './walk.ts';

const TODAY = Math.floor((TUESDAY_1012 + 9 * 3_600_000) / 86_400_000);
const SECOND = 1_000;

/** The visitor's own words inside codes, held before the camera. `parts`: how many of them it sees. */
async function showPhone({ page, hall, visitor: { person, typed } }: Before, more: Readonly<Record<string, string>>, parts = 8): Promise<void> {
  const city = CityProfile.parse(await (await fetch(`${hall.city.url.reception}/api/city`)).json());
  const birth = `${person.birth.slice(0, 4)}-${person.birth.slice(4, 6)}-${person.birth.slice(6)}`;
  const mine = { 'applicant.name': person.name, 'applicant.kana': typed.kana, 'applicant.birth': birth, 'applicant.address': person.address, 'applicant.phone': typed.phone };
  const codes = codesOfAnswers(city, TODAY, ['jido-teate'], { ...mine, ...more });
  await hall.showToCamera(filmOf(codes.slice(0, parts).map((code) => pictureOfCode(code, 6))));
  await asks(page, 'こんにちは。');
  await press(page, 'スマホで書いてきた');
}
/** So much text that it does not fit into one code. */
const LONG = { 'account.bank': '縁側市'.repeat(60), 'account.branch': '庭先'.repeat(80) };

async function toTicket(before: Before): Promise<void> {
  await toReview(before);
  await press(before.page, 'これで申し込む');
  await numberOnTicket(before.page);
}
/** 60 s of the ticket, 5 s of thanks. */
const ticketCloses = ({ page }: Before): Promise<void> => hurry(page, 67 * SECOND);

/** A clerk calls, opens, prints, exports and finishes; then the city's retention runs out. */
async function serve(before: Before): Promise<void> {
  const { city } = before.hall;
  await ticketCloses(before);
  const clerk = await demoClerk(city.url.reception);
  const must = async (answer: Promise<Response>): Promise<Response> => { const got = await answer; if (!got.ok) throw new Error(`reception answers the clerk ${got.status}: ${await got.text()}`); return got; };
  const [{ ticket_id: id } = { ticket_id: '' }] = await ask(city.databases.reception, async (client) => (await client.query<{ ticket_id: string }>('SELECT ticket_id FROM sealed_forms JOIN tickets USING (ticket_id) ORDER BY received_at DESC LIMIT 1')).rows);
  await must(clerk.send('POST', `/api/staff/tickets/${id}/call`, {}));
  await must(clerk.send('POST', `/api/staff/tickets/${id}/serve`, {}));
  for (const paper of ['form', 'forms.pdf', 'forms.csv']) await (await must(clerk.get(`/api/staff/tickets/${id}/${paper}`))).arrayBuffer();
  await must(clerk.send('POST', `/api/staff/tickets/${id}/finish`, {}));
  await until('the form is deleted', () => ask(city.databases.reception, async (client) => (await client.query('SELECT 1 FROM sealed_forms WHERE ticket_id = $1', [id])).rowCount === 0), 60_000);
}

export const NUMBER_WALKS: readonly Walk[] = [
  {
    name: 'navigator', scene: 'navigator', empty: 'answers without a person in them',
    reach: async ({ page }) => { await asks(page, 'こんにちは。'); await press(page, 'どの手続きが必要か'); await stands(page, 'navigator'); },
  },
  {
    name: 'scan of one code in many', scene: 'scan',
    reach: async (before) => { await showPhone(before, LONG, 1); await before.page.getByText(named('1枚を読みました')).first().waitFor(); },
  },
  { name: 'questions after a phone', scene: 'questions', kinds: ['digits'], reach: async (before) => { await showPhone(before, {}); await stands(before.page, 'questions'); } },
  {
    name: 'staff-needed', scene: 'staff-needed',
    // A form that cannot be sealed: no number, and a person takes over.
    reach: async (before) => {
      await toReview(before);
      await before.page.evaluate(() => { SubtleCrypto.prototype.encrypt = () => Promise.reject(new DOMException('', 'OperationError')); });
      await press(before.page, 'これで申し込む');
      await stands(before.page, 'staff-needed');
    },
    goesOn: ({ page }) => hurry(page, 31 * SECOND),
  },
  {
    name: 'submitting', scene: 'submitting',
    // A seal that is never ready: after fifteen seconds a person takes over, after thirty more the screen is wiped.
    reach: async (before) => {
      await toReview(before);
      await before.page.evaluate(() => { SubtleCrypto.prototype.encrypt = () => new Promise(() => undefined); });
      await press(before.page, 'これで申し込む');
      await stands(before.page, 'submitting');
    },
    goesOn: ({ page }) => hurry(page, 47 * SECOND),
  },
  {
    name: 'thanks with a card left', scene: 'thanks', forgetsCard: true,
    reach: async (before) => { await toTicket(before); await before.hall.hand.lay(before.visitor.person); await press(before.page, '終わる'); await stands(before.page, 'thanks'); },
    goesOn: ({ page }) => hurry(page, 16 * SECOND),
  },
  {
    name: 'review that crashed', scene: 'review', reach: toReview,
    goesOn: async ({ page }) => { const session = await page.context().newCDPSession(page); void session.send('Page.crash').catch(() => undefined); },
  },
  { name: 'ticket', scene: 'ticket', reach: toTicket, goesOn: ticketCloses },
  { name: 'ticket served', scene: 'ticket', reach: toTicket, goesOn: serve },
];
