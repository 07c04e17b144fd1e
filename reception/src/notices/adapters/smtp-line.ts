import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface SmtpServer { readonly host: string; readonly port: number; /** TLS from the first byte (465) */ readonly implicitTls: boolean; readonly user: string; readonly password: string }
export interface SmtpAnswer { readonly code: number; readonly lines: readonly string[] }

/** The line broke, was silent for too long, or said what is not SMTP. */
export class SmtpBroken extends Error { override readonly name = 'SmtpBroken'; }

/** One conversation of RFC 5321. Every answer is waited for; whoever is silent for `patienceMs` is left. */
export interface SmtpLine { ask(command: string): Promise<SmtpAnswer>; next(): Promise<SmtpAnswer>; upgrade(): Promise<void>; close(): void }

export function openSmtpLine({ host, port, implicitTls }: SmtpServer, patienceMs: number): SmtpLine {
  let buffer = '';
  let waiting: { resolve: (answer: SmtpAnswer) => void; reject: (error: Error) => void } | null = null;
  let broken: SmtpBroken | null = null;
  const fail = (): void => { broken ??= new SmtpBroken('the mail server broke off'); waiting?.reject(broken); waiting = null; };
  const look = (): void => {
    const answer = /^((?:\d{3}-[^\r\n]*\r?\n)*)(\d{3})(?: [^\r\n]*)?\r?\n/.exec(buffer);
    if (answer === null || waiting === null) { if (buffer.length > 65_536) fail(); return; }
    buffer = buffer.slice(answer[0].length);
    const { resolve } = waiting;
    waiting = null;
    resolve({ code: Number(answer[2]), lines: answer[0].trimEnd().split(/\r?\n/).map((line) => line.slice(4)) });
  };
  const hear = (socket: Socket): Socket => socket.setTimeout(patienceMs, () => { fail(); socket.destroy(); }).on('data', (bytes: Buffer) => { buffer += bytes.toString('latin1'); look(); }).on('error', fail).on('close', fail);
  // A certificate of an address is checked against the address; only names are said in advance.
  const named = isIP(host) === 0 ? { servername: host } : {};
  let socket = hear(implicitTls ? connectTls({ host, port, ...named }) : connectPlain({ host, port }));

  const next = (): Promise<SmtpAnswer> => new Promise((resolve, reject) => { if (broken !== null) { reject(broken); return; } waiting = { resolve, reject }; look(); });
  return {
    next,
    ask(command) { socket.write(`${command}\r\n`); return next(); },
    upgrade: () => new Promise((resolve, reject) => {
      const plain = socket.removeAllListeners();
      plain.setTimeout(0);
      // What came before the lock was put on is nobody's word (RFC 3207, 6).
      buffer = '';
      socket = hear(connectTls({ socket: plain, host, ...named }).once('secureConnect', resolve).once('error', () => reject(new SmtpBroken('the mail server could not be trusted'))));
    }),
    close: () => { socket.destroy(); },
  };
}
