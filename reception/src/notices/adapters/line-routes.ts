import { createHash } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { ticketLabel } from '../../../contract/index.ts';
import { done, refuse } from '../../idempotency/domain/outcome.ts';
import type { House } from '../../web/house.ts';
import { describeError, sendProblem } from '../../web/problem.ts';
import { bytesOf } from '../../web/request.ts';
import { lineSays, readLine } from '../domain/line-words.ts';
import { isSignedByLine, replyAtLine } from './http-line-courier.ts';

/** What is read of a webhook event; LINE adds kinds and fields as it likes. */
const Event = z.looseObject({
  type: z.string(), webhookEventId: z.string().min(1).max(64), replyToken: z.string().optional(),
  source: z.looseObject({ userId: z.string().optional() }).optional(), message: z.looseObject({ type: z.string(), text: z.string().max(5_000).optional() }).optional(),
});
type Event = z.infer<typeof Event>;
const Body = z.looseObject({ events: z.array(Event).max(100) });

/** LINE's webhook: who writes the code of their ticket's page hears of it there, who writes 停止 or leaves the account does not any more. */
export function lineRoutes(house: House): Router {
  const router = Router();
  const { line } = house.notices;

  /** What is answered; null: nothing. */
  const hear = async (event: Event, userId: string): Promise<string | null> => {
    if (event.type === 'unfollow') { await house.notices.ways.endAll('line', userId); return null; }
    const text: ReturnType<typeof readLine> = event.type === 'message' && event.message?.type === 'text' ? readLine(event.message.text ?? '') : { means: 'nothing' };
    if (text.means === 'stop') { await house.notices.ways.endAll('line', userId); return lineSays('ended', 'ja') + '\n' + lineSays('ended', 'en'); }
    if (text.means !== 'code') return null;
    const ticket = house.hall().hall().tickets.find((one) => ticketLabel(one) === text.label && line?.lettersOf(one.ticketId) === text.letters);
    const asked = ticket === undefined ? 'over' : await house.notices.ways.ask(ticket.ticketId, { way: 'line', language: ticket.language, address: userId, sameAs: userId }, house.clock());
    if (ticket === undefined || typeof asked === 'string') return lineSays('unknown', 'ja') + '\n' + lineSays('unknown', 'en');
    house.changed();
    return lineSays('linked', ticket.language, text.label);
  };

  router.post('/api/line/webhook', async (req, res) => {
    if (line === null) { sendProblem(res, refuse('not-found')); return; }
    if (!isSignedByLine(bytesOf(req), req.get('x-line-signature'), line.settings.secret)) { sendProblem(res, refuse('not-allowed')); return; }
    const body = Body.safeParse(req.body);
    if (!body.success) { sendProblem(res, refuse('bad-request')); return; }
    for (const event of body.data.events) {
      const userId = event.source?.userId;
      if (userId === undefined) continue;
      // LINE may send an event again, and a stranger may send what they overheard: each is heard once.
      let answer: string | null = null;
      const nowMs = house.clock();
      await house.once({ scope: 'line', key: event.webhookEventId, fingerprint: createHash('sha256').update(event.webhookEventId).digest(), nowMs }, async () => { answer = await hear(event, userId); return done(null); });
      if (answer !== null && event.replyToken !== undefined) replyAtLine(line.settings, event.replyToken, answer, line.patienceMs).catch((error: unknown) => house.log.error(describeError(error), 'a reply at LINE failed'));
    }
    res.status(200).json({});
  });
  return router;
}
