import { afterEach, describe, expect, it, vi } from 'vitest';
import { EnrolKiosk, PROTOCOL } from '@engawa/reception/contract';
import { takeEnrolmentCode } from './enrolment-code.ts';
import { httpReception } from './http-reception.ts';

afterEach(() => { vi.unstubAllGlobals(); });
const publicKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const;
/** What the kiosk says when it enrols. */
const said = async (code: string | null): Promise<unknown> => {
  let body = '';
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => { body = String(init.body); return new Response('{}', { status: 403 }); });
  await httpReception({ publicJwk: publicKey, sign: async () => '' }, code).enrol(publicKey);
  return EnrolKiosk.parse(JSON.parse(body));
};

describe('a hall that is not open to every machine', () => {
  it('[N7] the installer’s code is told to the hall, and nothing is told where there is none', async () => {
    expect(await said('縁側-2026')).toEqual({ publicKey, protocol: PROTOCOL, enrolmentCode: '縁側-2026' });
    expect(await said(null)).toEqual({ publicKey, protocol: PROTOCOL });
  });
  it('[N7] the code leaves the address at once, and what else the address carries stays', () => {
    const shown: string[] = [];
    const history = { state: null, replaceState: (_state: unknown, _title: string, address?: string | URL | null) => { shown.push(String(address)); } };
    expect(takeEnrolmentCode({ location: { hash: '#enrol=a%20b&bridge=t', pathname: '/kiosk/', search: '?x=1' }, history })).toBe('a b');
    expect(takeEnrolmentCode({ location: { hash: '#enrol=c', pathname: '/kiosk/', search: '' }, history })).toBe('c');
    expect(takeEnrolmentCode({ location: { hash: '', pathname: '/kiosk/', search: '' }, history })).toBeNull();
    expect(shown).toEqual(['/kiosk/?x=1#bridge=t', '/kiosk/']);
  });
});
