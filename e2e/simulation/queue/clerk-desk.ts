import { ActDone, ConsoleState, DeskTicketIssued, type ProcedureId, type TicketAct } from '@engawa/reception/contract';
import { createCommandSender, type Clerk, type CommandSender, type HallNode, type NetworkAnswer, type NetworkRequest, type Outcome } from '@engawa/reception/testing';
import type { Hall, NodeName } from './hall.ts';
import type { World } from '../world.ts';

const PATIENCE_MS = 5_000;
const DeskAnswer = DeskTicketIssued.omit({ secret: true });

/** One browser of a clerk: production's sender of commands, and the presses of somebody in a hurry. */
export class ClerkDesk {
  readonly clerk: Clerk;
  private readonly name: string;
  private readonly world: World;
  private readonly hall: Hall;
  private node: NodeName;
  private readonly sender: CommandSender;
  private seen: ConsoleState | null = null;
  private pressed = 0;

  constructor(world: World, hall: Hall, name: string, clerk: Clerk, node: NodeName) {
    this.world = world; this.hall = hall; this.name = name; this.clerk = clerk; this.node = node;
    this.sender = createCommandSender({ network: { send: (request) => this.send(request) }, newKey: () => { this.pressed += 1; return `${name} ${this.pressed} ${world.id()}`.replaceAll(' ', '-').slice(0, 64); }, clock: () => world.nowMs, wait: (ms) => world.sleep(ms) });
  }

  private async send({ path, key, body }: NetworkRequest): Promise<NetworkAnswer> {
    const [, , , what, ticketId, act] = path.split('/');
    const work = (hall: HallNode): Promise<Outcome<unknown>> => what === 'call-next' ? hall.callNext(this.clerk, key ?? '')
      : ticketId === undefined ? hall.desk(this.clerk, key ?? '', (body as { procedures: ProcedureId[] }).procedures)
        : hall.act(this.clerk, key ?? '', ticketId, act as TicketAct);
    const answer = await this.hall.ask(this.name, this.node, PATIENCE_MS, work);
    if (answer === null || answer === 'broken') { if (this.world.chance(0.5)) this.node = this.hall.other(this.node); return { reached: false }; }
    if (answer.ok) return { reached: true, status: 200, body: answer.value };
    return { reached: true, status: 409, body: { title: answer.code, status: 409, code: answer.code } };
  }

  /** What the console shows: the newest of its server, or what it saw last. */
  look(): ConsoleState | null {
    const body = this.hall.node(this.node).hall?.newest('console')?.body as ConsoleState | undefined;
    if (body !== undefined && this.world.chance(0.8)) this.seen = body;
    return this.seen;
  }
  async callNext(): Promise<string> { const { kind } = await this.sender.command({ method: 'POST', path: '/api/staff/call-next', body: {}, answer: ActDone }); return kind; }
  async act(ticketId: string, act: TicketAct): Promise<string> { const { kind } = await this.sender.command({ method: 'POST', path: `/api/staff/tickets/${ticketId}/${act}`, body: {}, answer: ActDone }); return kind; }
  async issue(procedures: readonly ProcedureId[]): Promise<string> { const { kind } = await this.sender.command({ method: 'POST', path: '/api/staff/tickets', body: { procedures }, answer: DeskAnswer }); return kind; }

  /** One thing that a clerk does now, from what stands at the counter. */
  press(procedures: readonly ProcedureId[]): void {
    const { world } = this;
    const view = this.look();
    if (view === null) { void this.callNext(); return; }
    const mine = view.queue.find(({ status, counter }) => (status === 'called' || status === 'serving') && counter === this.clerk.counter);
    if (world.chance(0.04)) { void this.issue([world.oneOf(procedures)]); return; }
    if (mine === undefined) { this.pressFree(view); return; }
    if (world.chance(0.04)) { void this.act(mine.ticketId, 'undo'); return; }
    const act: TicketAct = mine.status === 'serving' ? 'finish' : world.oneOf(['serve', 'serve', 'serve', 'recall', 'no-show']);
    void this.act(mine.ticketId, act);
    // A finger that bounces, and one that did not believe the first press.
    if (world.chance(0.15)) void this.act(mine.ticketId, act);
    if (world.chance(0.05)) world.after(world.between(5, 700), () => { void this.act(mine.ticketId, act); });
  }

  private pressFree(view: ConsoleState): void {
    const { world } = this;
    const missed = view.queue.filter(({ status }) => status === 'missed');
    const waiting = view.queue.filter(({ status }) => status === 'waiting');
    if (missed.length > 0 && world.chance(0.2)) void this.act(world.oneOf(missed).ticketId, 'call');
    else if (waiting.length > 0 && world.chance(0.1)) void this.act((waiting[0] ?? world.oneOf(waiting)).ticketId, 'call');
    else { void this.callNext(); if (world.chance(0.1)) void this.callNext(); }
  }
}
