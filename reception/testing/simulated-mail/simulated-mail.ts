import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a mail server does next. `busy` 421 at the greeting, `grey` 451 and `unknown` 550 to the recipient, `refuse` 554 to the sender, `silent`: takes the mail and never says so, `cut`: takes it and cuts the line. */
export type MailFault = 'none' | 'busy' | 'grey' | 'unknown' | 'refuse' | 'silent' | 'cut';
export interface Mail { readonly to: string; readonly id: string; readonly subject: string; readonly text: string; readonly headers: ReadonlyMap<string, string> }
export interface SimulatedMail { readonly port: number; fault: MailFault; readonly taken: readonly Mail[]; readonly wrong: readonly string[]; close(): Promise<void> }

const decoded = (words: string): string => [...words.matchAll(/=\?UTF-8\?B\?([A-Za-z0-9+/=]+)\?=/g)].map(([, part]) => Buffer.from(part ?? '', 'base64').toString()).join('');

/** Reads a mail as a mailbox does: headers unfolded, the body out of base64. */
function readMail(to: string, data: string): Mail {
  const [head = '', body = ''] = data.split('\r\n\r\n');
  const headers = new Map(head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => { const [name = '', ...value] = line.split(': '); return [name.toLowerCase(), value.join(': ')] as const; }));
  return { to, headers, id: headers.get('message-id') ?? '', subject: decoded(headers.get('subject') ?? ''), text: Buffer.from(body.replaceAll('\r\n', ''), 'base64').toString() };
}

/** A mail server (RFC 5321) with one account (`hall`, `word`), on a bad day if wanted. Written from the RFC. */
export async function startSimulatedMail(): Promise<SimulatedMail> {
  const taken: Mail[] = [];
  const wrong: string[] = [];
  const sockets = new Set<Socket>();
  const state = { fault: 'none' as MailFault };
  const account = Buffer.from('\0hall\0word').toString('base64');

  const server = createServer((socket) => {
    sockets.add(socket);
    let [buffer, data, to, knows, inData] = ['', '', '', false, false];
    const say = (line: string): void => { socket.write(`${line}\r\n`); };
    const take = (): void => {
      taken.push(readMail(to, data));
      if (state.fault === 'cut') socket.destroy(); else if (state.fault !== 'silent') say('250 2.0.0 taken');
    };
    const hear = (line: string): void => {
      if (inData) {
        if (line === '.') { inData = false; take(); return; }
        if (line.length > 998) wrong.push('a line of more than 998 letters');
        data += `${line.startsWith('..') ? line.slice(1) : line}\r\n`;
        return;
      }
      if (/^EHLO \S+$/.test(line)) say('250-mail.example\r\n250-SIZE 1000000\r\n250 AUTH PLAIN');
      else if (line.startsWith('AUTH PLAIN ')) { knows = line.slice(11) === account; say(knows ? '235 2.7.0 welcome' : '535 5.7.8 no'); }
      else if (/^MAIL FROM:<[^<>\s]+>$/.test(line)) say(!knows ? '530 5.7.0 who are you' : state.fault === 'refuse' ? '554 5.7.1 not from you' : '250 2.1.0 well');
      else if (/^RCPT TO:<[^<>\s]+>$/.test(line)) { to = line.slice(9, -1); say(state.fault === 'grey' ? '451 4.7.1 later' : state.fault === 'unknown' ? '550 5.1.1 nobody' : '250 2.1.5 well'); }
      else if (line === 'DATA') { inData = true; data = ''; say('354 go on'); }
      else { wrong.push(line); say('500 5.5.1 what'); }
    };
    socket.on('data', (bytes) => {
      buffer += bytes.toString('latin1');
      for (let at = buffer.indexOf('\r\n'); at >= 0; at = buffer.indexOf('\r\n')) { const line = buffer.slice(0, at); buffer = buffer.slice(at + 2); hear(line); }
    }).on('error', () => undefined).on('close', () => sockets.delete(socket));
    say(state.fault === 'busy' ? '421 4.3.2 later' : '220 mail.example');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    port: (server.address() as AddressInfo).port, taken, wrong,
    get fault() { return state.fault; }, set fault(fault) { state.fault = fault; },
    close: () => new Promise((resolve) => { for (const socket of sockets) socket.destroy(); server.close(() => resolve()); }),
  };
}
