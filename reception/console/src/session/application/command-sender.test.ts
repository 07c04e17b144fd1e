import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCommandSender, RETRY } from './command-sender.ts';
import type { NetworkAnswer, NetworkRequest } from './ports.ts';

/** The network as two arrays: what was sent, and what will be answered, in order. */
const hall = (answers: NetworkAnswer[]) => {
  const sent: NetworkRequest[] = [];
  let nowMs = 1_000;
  let keys = 0;
  const sender = createCommandSender({
    network: { send: async (request) => { sent.push(request); return answers.shift() ?? { reached: false }; } },
    newKey: () => { keys += 1; return `key-${keys}`; },
    clock: () => nowMs,
    wait: async () => {},
  });
  return { sent, sender, later: (ms: number) => { nowMs += ms; } };
};
const lost: NetworkAnswer = { reached: false };
const ok = (body: unknown): NetworkAnswer => ({ reached: true, status: 200, body });
const callNext = { method: 'POST', path: '/api/staff/call-next', body: {}, answer: z.strictObject({ label: z.string() }) } as const;

describe('sending an act', () => {
  it('[K1] an act without an answer is resent with the same key, so it is done once', async () => {
    const { sent, sender } = hall([lost, lost, ok({ label: '103' })]);
    expect(await sender.command(callNext)).toEqual({ kind: 'done', value: { label: '103' } });
    expect(sent.map((s) => s.key)).toEqual(['key-1', 'key-1', 'key-1']);
  });

  it('[K1] pressed again after all tries failed, it still carries its key', async () => {
    const { sent, sender } = hall([lost, lost, lost, ok({ label: '103' })]);
    expect(await sender.command(callNext)).toEqual({ kind: 'unreachable' });
    await sender.command(callNext);
    expect(new Set(sent.map((s) => s.key))).toEqual(new Set(['key-1']));
  });

  it('[K1] a broken server (5xx) has decided nothing: the key stays', async () => {
    const broken: NetworkAnswer = { reached: true, status: 503, body: null };
    const { sent, sender } = hall([broken, ok({ label: '103' })]);
    expect((await sender.command(callNext)).kind).toBe('done');
    expect(sent.map((s) => s.key)).toEqual(['key-1', 'key-1']);
  });

  it('[K2] a second press while the first is under way is the same act', async () => {
    const { sent, sender } = hall([ok({ label: '103' })]);
    const [first, second] = await Promise.all([sender.command(callNext), sender.command(callNext)]);
    expect(first).toEqual(second);
    expect(sent).toHaveLength(1);
  });

  it('[K3] an answered act is over: the next press is a new act with a new key', async () => {
    const busy: NetworkAnswer = { reached: true, status: 409, body: { title: 'busy', status: 409, code: 'counter-busy' } };
    const { sent, sender } = hall([busy, ok({ label: '104' })]);
    const refused = await sender.command(callNext);
    expect(refused.kind === 'refused' && refused.problem.code).toBe('counter-busy');
    await sender.command(callNext);
    expect(sent.map((s) => s.key)).toEqual(['key-1', 'key-2']);
  });

  it('[K3] an act left unanswered for a minute is another act', async () => {
    const { sent, sender, later } = hall([lost, lost, lost, ok({ label: '104' })]);
    await sender.command(callNext);
    later(RETRY.keyLifeMs);
    await sender.command(callNext);
    expect(sent.map((s) => s.key)).toEqual(['key-1', 'key-1', 'key-1', 'key-2']);
  });

  it('[K3] acts with another body never share a key', async () => {
    const { sent, sender } = hall([ok({ label: '1' }), ok({ label: '2' })]);
    await Promise.all([sender.command({ ...callNext, body: { a: 1 } }), sender.command({ ...callNext, body: { a: 2 } })]);
    expect(sent.map((s) => s.key)).toEqual(['key-1', 'key-2']);
  });

  it('[K3] an answer that does not parse is a refusal, never a success', async () => {
    const { sender } = hall([ok({ unexpected: true })]);
    expect((await sender.command(callNext)).kind).toBe('refused');
  });

  it('[K1] a question carries no key', async () => {
    const { sent, sender } = hall([ok({ label: '1' })]);
    await sender.ask({ ...callNext, method: 'GET' });
    expect(sent[0]?.key).toBeNull();
  });
});
