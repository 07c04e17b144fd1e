import { DEMO_CLIENT } from './demo-client.ts';

const MIN = 60_000;
const TOKYO_MS = 9 * 60 * MIN;
/** The demo city's business day begins at 08:00: what is before it belongs to the day before. */
const BORDER_MS = 8 * 60 * MIN;
/** Minutes from now, and for what; fictitious, one of them late. */
const BOOKED = [[-10, 'Y-1041', 'tennyu'], [15, 'Y-1052', 'kokuho'], [30, 'Y-1067', 'jido-teate'], [50, 'Y-1073', 'okuyami'], [80, 'Y-1088', 'sodan']] as const;

/** A few appointments around this moment of the city's clock, sent in as the booking system would; sent again they move with the clock. Returns how many the register has now, null where it took none. */
export async function bookDemoAppointments(reception: string, nowMs: number): Promise<number | null> {
  const appointments = BOOKED.map(([minutes, reference, procedure]) => {
    const localMs = Math.round((nowMs + minutes * MIN) / (5 * MIN)) * 5 * MIN + TOKYO_MS;
    return { reference, day: new Date(localMs - BORDER_MS).toISOString().slice(0, 10), time: new Date(localMs).toISOString().slice(11, 16), procedure };
  });
  const answer = await fetch(`${reception}/api/intake/v1/appointments`, { method: 'PUT', headers: { 'content-type': 'application/json', authorization: `Bearer ${DEMO_CLIENT.id}.${DEMO_CLIENT.keys[0]}` }, body: JSON.stringify({ appointments }) });
  return answer.ok ? appointments.length : null;
}
