import { z } from 'zod';
import { Allowance, Booking, BookingId, ChangeBooking, ChangePreview, PlaceBooking, Standing } from '../../../contract/index.ts';
import { isRefusal } from '../domain/decision.ts';
import { route } from '../../web/route.ts';
import type { Reply, Route } from '../../web/route.ts';
import { changeBooking, previewChange } from '../application/change-booking.ts';
import { cancelBooking } from '../application/cancel-booking.ts';
import { placeBooking } from '../application/place-booking.ts';
import type { Once, PlaceNeeds } from '../application/place-booking.ts';
import { tellBooking } from '../application/tell-booking.ts';
import type { DoorReady } from '../application/tell-booking.ts';
import type { StoredBooking } from '../application/ports.ts';
import { allowanceOf } from '../domain/allowance.ts';
import { HOLD } from '../domain/policy.ts';
import { bookingCalendar } from './ical-calendar.ts';

export interface BookingRouteNeeds extends PlaceNeeds {
  once: Once; doorReady: DoorReady; clock(): number; publicUrl: string;
  /** asks the provider about a payment whose notice did not come; bounded, never throws */ catchUp(booking: StoredBooking): Promise<void>;
  /** what the city has seen of a resident, for classes and reductions */ standings(resident: string): Promise<Standing[]>;
  poke(): void;
}

export function bookingRoutes(needs: BookingRouteNeeds): Route[] {
  const { reader, clock } = needs;
  /** Malformed ids and other people's bookings look the same from outside. A change is told as the booking that it will move. */
  const mine = async (id: string | undefined, resident: string): Promise<StoredBooking | null> => {
    const parsed = BookingId.safeParse(id);
    const found = parsed.success ? await reader.get(parsed.data) : null;
    const booking = found?.replaces ? await reader.get(found.replaces) : found;
    return booking?.resident === resident ? booking : null;
  };
  const tell = async (id: string, resident: string, status: 200 | 201): Promise<Reply> => {
    const booking = await mine(id, resident);
    return booking ? { status, body: tellBooking(booking, needs, clock(), await reader.openChange(booking.id, clock())) } : { refused: 'not-your-booking' };
  };
  return [
    route({
      method: 'post', path: '/api/bookings', summary: '仮押さえ (無料の部屋はそのまま予約になる)', resident: 'required', key: 'required', body: PlaceBooking, answer: Booking,
      async handle({ resident, key, body }) {
        const placed = await placeBooking(needs, needs.once, { resident, key, command: body }, clock());
        if (isRefusal(placed)) return placed;
        needs.poke();
        return tell(placed.booking, resident, 201);
      },
    }),
    route({
      method: 'get', path: '/api/bookings', summary: '自分の予約', resident: 'required', answer: z.array(Booking),
      handle: async ({ resident }) => ({ status: 200, body: (await reader.listOf(resident)).map((booking) => tellBooking(booking, needs, clock())) }),
    }),
    route({
      method: 'get', path: '/api/standings', summary: '確認済みの利用者区分と減免 (期限つき)', resident: 'required', answer: z.array(Standing),
      handle: async ({ resident }) => ({ status: 200, body: await needs.standings(resident) }),
    }),
    route({
      method: 'get', path: '/api/me/allowance', summary: 'あと何を予約できるか (断られる前に)', resident: 'required', answer: Allowance,
      handle: async ({ resident }) => ({ status: 200, body: allowanceOf(await reader.count(resident, clock(), clock() - HOLD.abandonedMs), clock()) }),
    }),
    route({
      method: 'get', path: '/api/bookings/:id', summary: '予約ひとつ', resident: 'required', answer: Booking,
      async handle({ params, resident }) {
        const booking = await mine(params['id'], resident);
        if (!booking) return { refused: 'not-your-booking' };
        if (booking.payment === 'open' && (booking.state === 'held' || booking.state === 'lapsed')) await needs.catchUp(booking);
        return tell(booking.id, resident, 200);
      },
    }),
    route({
      method: 'get', path: '/api/bookings/:id/calendar.ics', summary: 'カレンダーに入れるファイル', resident: 'required', answerType: 'text/calendar',
      async handle({ params, resident }) {
        const booking = await mine(params['id'], resident);
        const place = booking && needs.city.rooms.get(booking.room);
        if (!booking || !place) return { refused: 'not-your-booking' };
        return { status: 200, type: 'text/calendar; charset=utf-8', filename: `engawa-${booking.reference}.ics`, text: bookingCalendar(booking, place, `${needs.publicUrl}/phone/bookings/${booking.id}`, clock()) };
      },
    }),
    route({
      method: 'post', path: '/api/bookings/:id/cancel', summary: '取消 (支払い済みなら返金)', resident: 'required', key: 'required', body: z.strictObject({}), answer: Booking,
      async handle({ params, resident, key }) {
        const id = BookingId.safeParse(params['id']);
        if (!id.success) return { refused: 'not-your-booking' };
        const done = await needs.once({ resident, key, command: { cancel: id.data } }, (stores) => cancelBooking(needs.city, stores, resident, id.data, clock()));
        if (isRefusal(done)) return done;
        needs.poke();
        return tell(id.data, resident, 200);
      },
    }),
    route({
      method: 'post', path: '/api/bookings/:id/change/preview', summary: '変更したらどうなるか (差額・返金・空き)。何も変えない', resident: 'required', body: ChangeBooking, answer: ChangePreview,
      async handle({ params, resident, body }) {
        const booking = await mine(params['id'], resident);
        if (!booking) return { refused: 'not-your-booking' };
        const preview = await previewChange(needs, booking, body, clock());
        return isRefusal(preview) ? preview : { status: 200, body: preview };
      },
    }),
    route({
      method: 'post', path: '/api/bookings/:id/change', summary: '取り消さずに日時・部屋を変える (高くなるときは差額の支払いを待つ)', resident: 'required', key: 'required', body: ChangeBooking, answer: Booking,
      async handle({ params, resident, key, body }) {
        const id = BookingId.safeParse(params['id']);
        if (!id.success) return { refused: 'not-your-booking' };
        const changed = await changeBooking(needs, needs.once, { resident, key, id: id.data, command: body }, clock());
        if (isRefusal(changed)) return changed;
        needs.poke();
        return tell(id.data, resident, 200);
      },
    }),
  ];
}
