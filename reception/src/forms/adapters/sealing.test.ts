import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IntakeForm } from '../../../contract/index.ts';
import { openFormSeal, sealForm, type FormSeal } from './sealing.ts';

const form = IntakeForm.parse({ version: 1, intakeId: 'i'.repeat(22), procedures: ['zei'], language: 'ja', values: { 'applicant.name': { value: '神\uFA19葛\u{E0100}', source: 'card' } }, card: null });
let folder: string; let seal: FormSeal;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'engawa-seal-')); seal = await openFormSeal(folder); });
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the seal', () => {
  it('[F8] opens what was sealed to it, letter by letter, also after a restart', async () => {
    const sealed = await sealForm(form, seal.sealTo);
    expect(await seal.open(sealed, form.intakeId)).toEqual(form);
    expect(await (await openFormSeal(folder)).open(sealed, form.intakeId)).toEqual(form);
  });
  it('[F8] does not open for another intake, another key, or a changed byte', async () => {
    const sealed = await sealForm(form, seal.sealTo);
    expect(await seal.open(sealed, 'j'.repeat(22))).toBeNull();
    expect(await seal.open({ ...sealed, keyId: 'other' }, form.intakeId)).toBeNull();
    const first = sealed.ciphertext[0] === 'A' ? 'B' : 'A';
    expect(await seal.open({ ...sealed, ciphertext: first + sealed.ciphertext.slice(1) }, form.intakeId)).toBeNull();
    const other = await openFormSeal(join(folder, 'other'));
    expect(await other.open({ ...sealed, keyId: other.sealTo.keyId }, form.intakeId)).toBeNull();
  });
  it('[F1] no letter of the form is in the sealed bytes', async () => {
    const sealed = await sealForm(form, seal.sealTo);
    expect(Buffer.from(sealed.ciphertext, 'base64url').includes(Buffer.from('葛'))).toBe(false);
    expect(JSON.stringify(sealed)).not.toContain('葛');
  });
  it('[F1] two receptions that start together in an empty folder have one key, and it is a whole 0600 file', async () => {
    const empty = join(folder, 'empty');
    const started = await Promise.all(Array.from({ length: 8 }, () => openFormSeal(empty)));
    expect(new Set(started.map((one) => one.sealTo.keyId)).size).toBe(1);
    expect(await readdir(empty)).toEqual(['sealing-key.json']);
    expect((await stat(join(empty, 'sealing-key.json'))).mode & 0o777).toBe(0o600);
  });
});
