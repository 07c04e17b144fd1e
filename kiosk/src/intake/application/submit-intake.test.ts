import { describe, expect, it } from 'vitest';
import type { IntakeForm, IntakeId, ProcedureId, SealedForm, SubmitIntake } from '@engawa/reception/contract';
import type { GivenNumber } from '../../sync/link/application/kiosk-link.ts';
import type { IntakeInput, Visit } from '../domain/visit.ts';
import { smallCity } from '../testing/small-city.ts';
import { submitIntake, type SubmitDependencies } from './submit-intake.ts';

const id = 'intake-0000000000000001' as IntakeId;
const visit = (more: Partial<Visit> = {}): Visit => ({ intakeId: id, procedures: ['juminhyo' as ProcedureId], by: 'card', values: { 'applicant.name': { value: '見本　花子', source: 'card', doubt: 'glyph' }, 'applicant.phone': { value: '', source: 'visitor' } }, cards: [], ...more });
const given: GivenNumber = { kind: 'given', day: '2026-11-22', series: 2, sequence: 3, issuedAtMs: Date.UTC(2026, 10, 22, 1) };

const desk = (numbers: GivenNumber[], more: Partial<SubmitDependencies> = {}) => {
  const log: string[] = []; const told: IntakeInput[] = []; const bodies: string[] = []; const forms: IntakeForm[] = [];
  const deps: SubmitDependencies = {
    city: smallCity, kioskId: () => 'kiosk-000000000000000001' as SubmitIntake['kioskId'], sealTo: () => ({ keyId: 'k', publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } }),
    seal: async (form) => { log.push('seal'); forms.push(form); return { keyId: 'k', ephemeralKey: { kty: 'EC', crv: 'P-256', x: '', y: '' }, iv: '', ciphertext: 'sealed' } as SealedForm; },
    giveNumber: async () => { log.push('number'); return numbers.shift() ?? given; },
    enqueue: async ({ body }) => { log.push('disk'); bodies.push(body); }, newSecret: () => 'secret-000000000000000001', nowMs: () => 5_000, sleep: async () => { log.push('sleep'); }, ...more,
  };
  return { log, told, bodies, forms, run: (v: Visit) => submitIntake(deps, v, 'ja', (input) => { log.push(input.do); told.push(input); }) };
};

describe('handing in a visit', () => {
  it('[I24] sealed first, then numbered, then on the disk, then shown; nothing plain is written', async () => {
    const { log, bodies, told, forms, run } = desk([]);
    await run(visit());
    expect(log).toEqual(['seal', 'number', 'disk', 'issued']);
    expect(bodies.join()).not.toContain('見本');
    expect(told[0]).toMatchObject({ do: 'issued', ticket: { label: '203', zone: 'A', form: true } });
    expect(forms[0]?.values).toEqual({ 'applicant.name': { value: '見本　花子', source: 'card', doubt: 'glyph' } });
  });

  it('[N4] a number that is not due is waited for, and the screen knows until when', async () => {
    const { log, told, run } = desk([{ kind: 'wait', waitMs: 48_000, why: 'starting' }]);
    await run(visit());
    expect(told[0]).toEqual({ do: 'number-wait', intakeId: id, untilMs: 53_000, why: 'starting' });
    expect(log).toEqual(['seal', 'number', 'number-wait', 'sleep', 'number', 'disk', 'issued']);
  });

  it('[I24] what cannot be kept is told, and no ticket appears', async () => {
    const { told, run } = desk([], { enqueue: () => Promise.reject(new Error('disk full')) });
    await run(visit());
    expect(told).toEqual([{ do: 'number-refused', intakeId: id, why: 'not-saved' }]);
  });

  it('[I24] without a key to seal to, nothing is numbered and nothing written', async () => {
    const { log, run } = desk([], { sealTo: () => null });
    await run(visit());
    expect(log).toEqual(['number-refused']);
  });

  it('[I17] a matter without a form is sent without a seal', async () => {
    const { log, bodies, run } = desk([]);
    await run(visit({ procedures: ['sodan' as ProcedureId], values: {} }));
    expect(log).toEqual(['number', 'disk', 'issued']);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ sealed: null });
  });
});
