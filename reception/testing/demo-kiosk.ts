import { randomBytes, webcrypto } from 'node:crypto';
import { IntakeId, KioskEnrolled, KioskWelcome, PROTOCOL, PublicJwk, TicketSecret, type IntakeForm, type ProcedureId, type SealedForm, type SubmitIntake } from '../contract/index.ts';
import { sealForm } from '../src/forms/adapters/sealing.ts';

export { sealForm };
const { subtle } = webcrypto;
const newId = (): string => randomBytes(16).toString('base64url');

/** A kiosk without a screen: a real device key, real signatures, real seals. One life; `boot` names its first number. */
export interface DemoKiosk {
  readonly kioskId: string; readonly series: number; readonly bootId: string;
  /** `at`: another address of the same reception, e.g. after a restart */
  send(path: string, body: unknown, headers?: Record<string, string>, at?: string): Promise<Response>;
  hello(kind: 'boot' | 'heartbeat', hello: { lastSequence: number; token?: string; day?: string | null; bootId?: string; pending?: number }): Promise<KioskWelcome>;
  intake(request: { sequence: number; day: string; procedures: readonly string[]; issuedAtMs: number; form?: IntakeForm['values']; sealTo?: KioskWelcome['sealTo']; intakeId?: string }): Promise<SubmitIntake>;
  submit(intake: SubmitIntake, at?: string): Promise<Response>;
}

export async function demoKiosk(origin: string, enrolmentCode?: string): Promise<DemoKiosk> {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']) as webcrypto.CryptoKeyPair;
  const { kty, crv, x, y } = await subtle.exportKey('jwk', pair.publicKey);
  const enrolment = { publicKey: PublicJwk.parse({ kty, crv, x, y }), protocol: PROTOCOL, ...(enrolmentCode === undefined ? {} : { enrolmentCode }) };
  const enrolled = await fetch(`${origin}/api/kiosks`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(enrolment) });
  if (enrolled.status !== 201) throw new Error(`enrolment answered ${enrolled.status}`);
  const { kioskId, series } = KioskEnrolled.parse(await enrolled.json());
  const bootId = newId();

  const send: DemoKiosk['send'] = async (path, body, headers = {}, at = origin) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const signature = Buffer.from(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)).toString('base64url');
    return fetch(`${at}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'engawa-signature': signature, ...headers }, body: bytes });
  };
  return {
    kioskId, series, bootId, send,
    async hello(kind, hello) {
      const answer = await send(`/api/kiosks/${kioskId}/${kind}`, { protocol: PROTOCOL, bootId, day: null, token: '', pending: 0, ...hello });
      if (answer.status !== 200) throw new Error(`${kind} answered ${answer.status}`);
      return KioskWelcome.parse(await answer.json());
    },
    async intake({ sequence, day, procedures, issuedAtMs, form, sealTo, intakeId = newId() }) {
      const plain = { version: 1 as const, intakeId: IntakeId.parse(intakeId), procedures: [...procedures] as ProcedureId[], language: 'ja' as const, values: form ?? {}, card: null };
      const sealed: SealedForm | null = form === undefined || sealTo === undefined ? null : await sealForm(plain, sealTo);
      return { intakeId: plain.intakeId, kioskId: kioskId, number: { day, series, sequence }, secret: TicketSecret.parse(newId()), procedures: plain.procedures, language: 'ja', issuedAt: new Date(issuedAtMs).toISOString(), sealed };
    },
    submit: (intake, at) => send('/api/intakes', intake, { 'idempotency-key': intake.intakeId }, at),
  };
}
