import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CounterId, ProcedureId, StaffId, ticketZone, type Procedure, type ActDetail, type TicketAct, type Zone } from '../../../contract/index.ts';
import { decideAct, type ActDecided, type HallRules, type Subject } from './decide-act.ts';
import { zonesInOneGo, type KnownProcedure } from './steps.ts';

const known: KnownProcedure[] = ([['juminhyo', 'A', 6], ['zei', 'A', 4], ['tennyu', 'B', 25], ['kokuho', 'C', 20], ['teate', 'D', 15], ['sodan', 'F', 12]] as const).map(([id, zone, minutes]) => ({ id: ProcedureId.parse(id), zone, minutes }));
known.push({ id: ProcedureId.parse('ininjo'), zone: 'F', minutes: 1, comesWith: { key: 'proxy', is: ['yes'] } });
const plateOf = (procedures: readonly ProcedureId[]): Zone => ticketZone(procedures, { procedures: known as Procedure[] })!;
const ids = (...names: string[]): ProcedureId[] => names.map((name) => ProcedureId.parse(name));
const counters: Readonly<Record<string, Zone[]>> = { 1: ['A'], 3: ['A', 'B'], 4: ['B', 'F'], 5: ['C', 'D'], 6: ['C', 'D'] };
const staffId = StaffId.parse('1001');
const hallAt = (counter: string): HallRules => ({ zones: counters[counter] ?? [], served: ['A', 'B', 'C', 'D', 'F'], procedures: known, graceMs: 0 });
const act = (ticket: Subject, what: TicketAct, counter: string, detail: ActDetail = {}, nowMs = 1_000, by = staffId) => decideAct(ticket, { act: what, detail, counter: CounterId.parse(counter), staffId: by, nowMs, hall: hallAt(counter) });
const waitingFor = (...names: string[]): Subject => ({ procedures: ids(...names), line: plateOf(ids(...names)), steps: [], standing: { status: 'waiting' }, lastAct: null });
const made = (ticket: Subject, ...doings: [TicketAct, string, ActDetail?][]): Subject & ActDecided => doings.reduce((at, [what, counter, detail]) => {
  const done = act(at, what, counter, detail);
  if (!done.ok) throw new Error(`${what}: ${done.code}`);
  return { ...at, ...done.value };
}, ticket as Subject & ActDecided);
const visit = (counter: string): [TicketAct, string][] => [['call', counter], ['serve', counter], ['finish', counter]];

describe('several steps in one visit', () => {
  it('[Q42] what one counter cannot do stands in the next line when it finishes, with everything that belongs to the counter done in one go', () => {
    const family = waitingFor('juminhyo', 'tennyu', 'kokuho', 'teate');
    expect(family.line).toBe('B');
    const moved = made(family, ...visit('4'));
    expect([moved.standing.status, moved.line, moved.steps.map((s) => s.procedures)]).toEqual(['waiting', 'C', [ids('tennyu')]]);
    const insured = made(moved, ...visit('5'));
    expect([insured.standing.status, insured.line, insured.steps[1]?.procedures]).toEqual(['waiting', 'A', ids('kokuho', 'teate')]);
    expect(made(insured, ...visit('1')).standing.status).toBe('done');
    expect(made(family, ...visit('3')).steps[0]?.procedures).toEqual(ids('juminhyo', 'tennyu'));
  });

  it('[Q42] 委任状 makes no step of its own, a clerk may end the visit whatever is left, and an undo takes the step back', () => {
    expect(made(waitingFor('juminhyo', 'ininjo'), ...visit('1')).standing.status).toBe('done');
    const served = made(waitingFor('tennyu', 'kokuho'), ['call', '4'], ['serve', '4']);
    expect(made(served, ['finish', '4', { all: true }]).standing.status).toBe('done');
    const undone = made(served, ['finish', '4'], ['undo', '4']);
    expect([undone.standing, undone.line, undone.steps]).toEqual([served.standing, 'B', []]);
  });

  it('[Q42] whatever a ticket carries and wherever it is called, each procedure is finished exactly once and the visit ends', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...known.map(({ id }) => id)), { minLength: 1 }), fc.infiniteStream(fc.nat()), (procedures, choice) => {
      let ticket = { procedures, steps: [], standing: { status: 'waiting' }, lastAct: null, line: plateOf(procedures) } as Subject;
      for (let steps = 0; ticket.standing.status !== 'done'; steps += 1) {
        expect(steps).toBeLessThan(6);
        const serving = Object.keys(counters).filter((c) => counters[c]!.includes(ticket.line));
        ticket = made(ticket, ...visit(serving[choice.next().value! % serving.length]!));
      }
      // A paper that comes with the others may stay with none of them; everything else is done, and nothing twice.
      const finished = ticket.steps.flatMap((s) => s.procedures);
      expect([new Set(finished).size, finished.filter((id) => id !== 'ininjo').toSorted()]).toEqual([finished.length, procedures.filter((id) => id !== 'ininjo').toSorted()]);
    }), { numRuns: 300 });
  });

  it('[Q42] the forecast counts as one go only what every counter of a line does', () => {
    expect([zonesInOneGo('C', Object.values(counters).map((zones) => ({ zones }))), zonesInOneGo('B', [{ zones: ['A', 'B'] }, { zones: ['B', 'F'] }]), zonesInOneGo('E', [])]).toEqual([['C', 'D'], ['B'], ['E']]);
  });
});

describe('transfer', () => {
  it('[Q41] it moves the line and never the plate or the place, undoes, and is refused by name', () => {
    const served = made(waitingFor('sodan'), ['call', '4'], ['serve', '4']);
    const moved = made(served, ['transfer', '4', { to: 'C' }]);
    expect([moved.standing.status, moved.line, moved.call]).toEqual(['waiting', 'C', null]);
    expect(made(moved, ['undo', '4'])).toMatchObject({ standing: served.standing, line: 'F' });
    // Where it was transferred to, it is finished, and does not go back by itself.
    expect(made(moved, ...visit('5'))).toMatchObject({ standing: { status: 'done' }, steps: [{ procedures: ids('sodan') }] });
    expect(made(served, ['transfer', '4', { to: 'F' }])).toMatchObject({ standing: { status: 'waiting' }, line: 'F' });
    expect(made(waitingFor('sodan'), ['transfer', '1', { to: 'A' }]).line).toBe('A');
    const refused = (ticket: Subject, counter: string, detail: ActDetail) => { const done = act(ticket, 'transfer', counter, detail); return done.ok ? 'done' : done.code; };
    expect([refused(served, '5', { to: 'C' }), refused(waitingFor('sodan'), '5', { to: 'F' }), refused(served, '4', {}), refused(served, '4', { to: 'E' }), refused(made(served, ['finish', '4']), '4', { to: 'C' })]).toEqual(['ticket-elsewhere', 'same-line', 'bad-request', 'zone-not-served', 'ticket-not-waiting']);
  });
});

describe('hold', () => {
  const colleague = StaffId.parse('1002');
  const call = (ticket: Subject, counter: string, by: StaffId) => { const done = act(ticket, 'call', counter, {}, 2_000, by); return done.ok ? done.value.standing.status : done.code; };
  const served = made(waitingFor('sodan'), ['call', '4'], ['serve', '4']);
  it('[Q40] a ticket kept for a counter is called by whoever sits there, one kept for a clerk by them wherever they sit, by nobody else', () => {
    const [forCounter, forClerk] = [made(served, ['hold', '4', {}]), made(served, ['hold', '4', { keeper: 'clerk' }])];
    expect([call(forCounter, '4', colleague), call(forCounter, '5', staffId)]).toEqual(['called', 'ticket-held']);
    expect([call(forClerk, '5', staffId), call(forClerk, '4', colleague)]).toEqual(['called', 'ticket-held']);
  });
  it('[Q40] it goes back by an undo, by a call, or into its line by anybody, so that nobody is forgotten with a clerk who left', () => {
    const held = made(served, ['hold', '4', {}]);
    expect(made(held, ['undo', '4'])).toMatchObject({ standing: served.standing });
    expect(made(held, ['rejoin', '5'])).toMatchObject({ standing: { status: 'waiting' }, line: 'F' });
    const again = act(waitingFor('sodan'), 'hold', '4');
    expect([again.ok, act(held, 'serve', '4').ok, act(held, 'finish', '4').ok, act(held, 'transfer', '5', { to: 'C' }).ok]).toEqual([false, false, false, false]);
  });
});
