import type { Courier } from '../application/ports.ts';
import type { Answer } from '../domain/after-sending.ts';
import { mailLetter } from './mail-letter.ts';
import { openSmtpLine, type SmtpAnswer, type SmtpLine, type SmtpServer } from './smtp-line.ts';

/** The city's own mail server, to which the hall hands its mails, and the address that they come from. */
export interface MailSettings { readonly server: SmtpServer; readonly from: string }

/** A server that answers otherwise than with this. */
class Unwelcome extends Error { override readonly name = 'Unwelcome'; constructor(readonly answer: SmtpAnswer, readonly at: 'recipient' | 'else') { super('the mail server refused'); } }
const expects = (answer: SmtpAnswer, kind: 2 | 3, at: Unwelcome['at'] = 'else'): SmtpAnswer => { if (Math.floor(answer.code / 100) !== kind) throw new Unwelcome(answer, at); return answer; };
const isLoopback = (host: string): boolean => host === '127.0.0.1' || host === '::1' || host === 'localhost';

/** Greeting, TLS where it is offered, and the account. A password goes over no open line but that of the machine itself. */
async function begin(line: SmtpLine, { host, implicitTls, user, password }: SmtpServer): Promise<void> {
  expects(await line.next(), 2);
  const hello = async (): Promise<SmtpAnswer> => expects(await line.ask('EHLO engawa.invalid'), 2);
  const { lines } = await hello();
  let locked = implicitTls;
  if (!locked && lines.some((word) => word.toUpperCase() === 'STARTTLS')) {
    expects(await line.ask('STARTTLS'), 2);
    await line.upgrade();
    await hello();
    locked = true;
  }
  if (user === '') return;
  if (!locked && !isLoopback(host)) throw new Unwelcome({ code: 454, lines: [] }, 'else');
  expects(await line.ask(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`), 2);
}

/** 4xx: later (also who is greylisted). 5xx to the recipient: there is no such mailbox. Another 5xx: nothing of ours is taken. */
function answerOf({ answer: { code }, at }: Unwelcome): Answer {
  if (code < 500) return { answer: 'busy', retryAfterMs: null };
  return { answer: at === 'recipient' ? 'gone' : code === 552 ? 'too-large' : 'not-taken' };
}

/** RFC 5321. Once the last dot was sent a silent server may have the mail: it is tried again under the same Message-ID. */
export const smtpMailCourier = ({ server, from }: MailSettings, { patienceMs, stopOf }: { patienceMs: number; stopOf: (wayId: string) => string }): Courier => ({
  way: 'mail',
  async send(to, letter) {
    const line = openSmtpLine(server, patienceMs);
    try {
      await begin(line, server);
      expects(await line.ask(`MAIL FROM:<${from}>`), 2);
      expects(await line.ask(`RCPT TO:<${to}>`), 2, 'recipient');
      expects(await line.ask('DATA'), 3);
      expects(await line.ask(`${mailLetter(letter, { from, to, stop: stopOf(letter.wayId), atMs: Date.now() })}.`), 2);
      return { answer: 'taken' };
    } catch (error) {
      return error instanceof Unwelcome ? answerOf(error) : { answer: 'silent' };
    } finally { line.close(); }
  },
});
