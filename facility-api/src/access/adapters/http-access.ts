import { DoorChallenge, GrantText, IssuerKeys } from '@engawa/locks/contract';
import { z } from 'zod';
import { BookingId, UnlockAnswer } from '../../../contract/index.ts';
import { isRefusal } from '../../booking/domain/decision.ts';
import { route } from '../../web/route.ts';
import type { Route } from '../../web/route.ts';
import { answerChallenge } from '../application/answer-challenge.ts';
import { unlockDoor } from '../application/unlock-door.ts';
import type { UnlockNeeds } from '../application/unlock-door.ts';

export function accessRoutes(needs: UnlockNeeds & { poke(): void }): Route[] {
  return [
    route({
      method: 'post', path: '/api/bookings/:id/unlock', summary: '扉を開ける (一押しで一度だけ)', resident: 'required', key: 'required', body: z.strictObject({}), answer: UnlockAnswer,
      async handle({ params, resident, key }) {
        const id = BookingId.safeParse(params['id']);
        if (!id.success) return { refused: 'not-your-booking' };
        const answer = await unlockDoor(needs, resident, id.data, key);
        needs.poke();
        return isRefusal(answer) ? answer : { status: 200, body: answer };
      },
    }),
    route({
      method: 'post', path: '/api/bookings/:id/answer', summary: '通信の切れた扉が見せた番号に答える (スマートフォンが運ぶ)', resident: 'required', body: DoorChallenge, answer: z.strictObject({ grant: GrantText }),
      async handle({ params, resident, body }) {
        const id = BookingId.safeParse(params['id']);
        if (!id.success) return { refused: 'not-your-booking' };
        const answer = await answerChallenge(needs, resident, id.data, body);
        needs.poke();
        return isRefusal(answer) ? answer : { status: 200, body: answer };
      },
    }),
    route({
      method: 'get', path: '/api/access/issuer.json', summary: '入室許可の署名を確かめる公開鍵', answer: IssuerKeys,
      handle: () => Promise.resolve({ status: 200, body: needs.issuer.keys }),
    }),
  ];
}
