import type { TrayReading } from '../card-bridge/application/card-tray.ts';
import { openCardIssuer, type CardIssuer } from './card-issuer.ts';
import { openCardRig, type CardRig, type LaidCard, type OnCommand } from './card-rig.ts';
import type { WrittenRecord } from './card-record.ts';
import { HANAKO, type FictitiousPerson } from './fictitious-people.ts';
import { VIRTUAL_NUMBER_B, VirtualCard, type CardHabits } from './virtual-card.ts';

/** A card or a fault, and how its reading must end: a code, or `trust/liveness` of the four items. */
export type CardFixture = {
  name: string;
  expected: string;
  person?: Partial<FictitiousPerson>;
  habits?: Partial<CardHabits>;
  /** read by this instead of the right PIN */
  pin?: string;
  numberB?: string;
  /** the card's own 照合番号B */
  numberBOf?: string;
  /** another EF 0002 than the person's, signed all the same */
  record?: WrittenRecord;
  /** what is done to the card before it is laid down */
  spoil?: (card: VirtualCard) => void;
  /** another person's key: the files are a copy */
  cloned?: boolean;
  /** answer of one command, counted from the card's being laid down; null leaves it */
  answer?: (command: number, pull: () => void) => Uint8Array | null;
  /** what stands between tray and reader during the reading: as a slow reader, or a binding that answers with nothing */
  between?: OnCommand;
  /** milliseconds that the card itself takes for a command, counted from its being laid down */
  delayAt?: (command: number) => number;
};
export type FixtureResult = { name: string; expected: string; got: string; apdus: number; ms: number; reading: TrayReading | null };

const VERIFIED = 'verified/live';
/** 3 commands to ask the card, 18 to read it. */
const COMMANDS = 21;
const long = '縁側市'.repeat(46);
const flipped = (file: Uint8Array): Uint8Array => file.map((octet, at) => (at === 30 ? octet ^ 1 : octet));
/** The card's signer is signed by an issuer that the key file does not know. */
const strangeIssuer = (card: VirtualCard) => { card.files['0004'] = card.files['0004'].map((octet, at) => (at === 24 ? octet ^ 1 : octet)); };

export const CARD_FIXTURES: readonly CardFixture[] = [
  { name: 'plain', expected: VERIFIED },
  { name: 'longest', expected: VERIFIED, person: { address: long } },
  { name: 'nonbmp', expected: VERIFIED, person: { name: '𠮷葛󠄀　見本', birth: '00000000', sex: 'not_applicable' } },
  { name: 'tampered-byte', expected: 'AUTH_FAILED', spoil: (card) => { card.files['0002'] = flipped(card.files['0002']); } },
  { name: 'cloned-files', expected: 'AUTH_FAILED', cloned: true },
  { name: 'unknown-issuer', expected: 'not_checked/live', spoil: strangeIssuer },
  { name: 'tries-2', expected: VERIFIED, person: { triesLeft: 2 } },
  { name: 'tries-1', expected: 'PIN_LAST_TRY', person: { triesLeft: 1 } },
  { name: 'tries-0', expected: 'PIN_LOCKED', person: { triesLeft: 0 } },
  { name: 'wrong-pin', expected: 'PIN_WRONG', pin: '0000' },
  { name: 'wrong-pin-twice', expected: 'PIN_LAST_TRY', pin: '0000', person: { triesLeft: 2 } },
  ...(['short', '6282', '6b00'] as const).map((endOfFile) => ({ name: `eof-${endOfFile}`, expected: VERIFIED, habits: { endOfFile }, person: { address: long } })),
  ...[0x6983, 0x6984].map((status) => ({ name: `locked-${status.toString(16)}`, expected: 'PIN_LOCKED', person: { triesLeft: 0 }, habits: { queryStatusWord: 0x63c3, lockedStatusWord: status } })),
  { name: 'query-9000', expected: VERIFIED, habits: { queryStatusWord: 0x9000 } },
  { name: '61xx-6cxx', expected: VERIFIED, habits: { t0: true } },
  { name: 'delay-30ms', expected: VERIFIED, between: () => new Promise((resolve) => setTimeout(resolve, 30)) },
  { name: 'no-text-ap', expected: 'NOT_MYNUMBER_CARD', habits: { hasTextAp: false } },
  { name: 'broken-card', expected: 'CARD_UNREADABLE', habits: { broken: Uint8Array.of(0x6f, 0x00) } },
  { name: 'file-cut-off', expected: 'CARD_DATA', spoil: (card) => { card.files['0002'] = card.files['0002'].slice(0, 60); } },
  { name: 'no-pin', expected: 'PIN_NOT_SET', habits: { hasPin: false } },
  { name: 'no-pin-by-b', expected: VERIFIED, habits: { hasPin: false }, numberB: VIRTUAL_NUMBER_B },
  { name: 'locked-by-b', expected: VERIFIED, person: { triesLeft: 0 }, numberB: VIRTUAL_NUMBER_B },
  { name: 'b-wrong', expected: 'PIN_WRONG', numberB: '99999999999999' },
  { name: 'b-few-tries', expected: 'PIN_LAST_TRY', numberB: VIRTUAL_NUMBER_B, habits: { numberBTries: 3 } },
  { name: 'b-record-closed', expected: 'not_checked/unknown', numberB: VIRTUAL_NUMBER_B, habits: { recordOpensToB: false } },
  { name: 'empty-transmit', expected: 'CARD_REMOVED', between: async (command) => (command === 9 ? new Uint8Array() : undefined) },
  ...Array.from({ length: COMMANDS }, (_, at) => ({
    name: `pulled-at-${at + 1}`, expected: 'CARD_REMOVED',
    answer: (command: number, pull: () => void) => { if (command !== at + 1) return null; pull(); return new Uint8Array(); },
  })),
];

export type FixtureRun = { through: CardRig['through']; why: string | null; results: FixtureResult[] };

export const runCardFixtures = (names: readonly string[] | 'all', prefer?: 'in-process'): Promise<FixtureRun> =>
  runFixtures(CARD_FIXTURES.filter(({ name }) => names === 'all' || names.includes(name)), prefer);

/** Runs fixtures one after the other on one bridge. */
export async function runFixtures(fixtures: readonly CardFixture[], prefer?: 'in-process'): Promise<FixtureRun> {
  const issuer = openCardIssuer();
  const issuers = await issuer.keys();
  const rig = await openCardRig({ issuers, ...(prefer ? { prefer } : {}) });
  const issued = new Map<string, ReturnType<CardIssuer['issue']>>();
  const issueOnce: CardIssuer['issue'] = (person, record) => {
    if (record !== undefined) return issuer.issue(person, record);
    const text = `${person.name} ${person.address} ${person.birth}`;
    const mine = issued.get(text) ?? issuer.issue(person);
    issued.set(text, mine);
    return mine;
  };
  const results: FixtureResult[] = [];
  try {
    for (const fixture of fixtures) results.push(await runOne(rig, issuer, issueOnce, fixture));
  } finally {
    await rig.close();
  }
  return { through: rig.through, why: rig.why, results };
}

async function issueFor(fixture: CardFixture, issuer: CardIssuer, issueOnce: CardIssuer['issue']): Promise<VirtualCard> {
  const person = { ...HANAKO, ...fixture.person };
  const issued = await issueOnce(person, fixture.record);
  const key = fixture.cloned ? (await issuer.issue(person)).cardKey : issued.cardKey;
  const card = new VirtualCard(person, { files: issued.files, cardKey: key }, fixture.habits, fixture.numberBOf);
  fixture.spoil?.(card);
  return card;
}

/** Between tray and reader, counted from the card's being laid down. */
function waitingAsTold(delayAt: (command: number) => number): OnCommand {
  let seen = 0;
  return () => new Promise((resolve) => setTimeout(resolve, delayAt(++seen)));
}

async function runOne(rig: CardRig, issuer: CardIssuer, issueOnce: CardIssuer['issue'], fixture: CardFixture): Promise<FixtureResult> {
  const card = await issueFor(fixture, issuer, issueOnce);
  const { person } = card;
  let commands = 0;
  const laid: LaidCard = { atr: card.atr, reset: () => card.reset(), exec: (apdu) => fixture.answer?.(++commands, rig.pull) ?? card.exec(apdu) };
  rig.onCommand = fixture.between ?? (fixture.delayAt ? waitingAsTold(fixture.delayAt) : null);
  const asked = await rig.lay(laid);
  const lying = rig.tray.state().card;
  let [got, apdus, ms]: [string, number, number] = [asked.code, asked.apdus, asked.ms];
  let reading: TrayReading | null = null;
  if (lying.state !== 'absent') {
    const { insertion } = lying;
    reading = await (fixture.numberB === undefined ? rig.tray.read({ pin: fixture.pin ?? person.pin, insertion }) : rig.tray.readB({ number: fixture.numberB, insertion }));
    got = reading.ok ? `${reading.prefill.authenticity}/${reading.prefill.live ? 'live' : 'unknown'}` : reading.code;
    const note = rig.lastNote();
    if (note?.event === 'read') [apdus, ms] = [apdus + note.apdus, ms + note.ms];
    if (reading.ok && fixture.record === undefined && reading.prefill.name !== person.name) got = 'another name';
  }
  rig.onCommand = null;
  await rig.take();
  return { name: fixture.name, expected: fixture.expected, got, apdus, ms, reading };
}
