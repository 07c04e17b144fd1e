import type { NoticeSettings } from './open-notices.ts';

/**
 * Ways to telephones, from the environment. `PUSH_SERVICES`: hosts, parted by commas, instead of those of today's browsers; `off`: none.
 * `NOTICE_CONTACT`: where a push service finds whoever runs this hall.
 * `LINE_CHANNEL_TOKEN`, `LINE_CHANNEL_SECRET`, `LINE_ACCOUNT`: the hall's channel of the Messaging API, all three or none; `LINE_API`: another address of it.
 * `SMTP_URL`: `smtp://user:password@host:587` (TLS where the server offers it) or `smtps://…:465`, with `MAIL_FROM`.
 * @throws when a value cannot be used; the message names the variable, never the value.
 */
export function noticeSettings(env: Readonly<Record<string, string | undefined>>): NoticeSettings {
  const { PUSH_SERVICES: services = '', NOTICE_CONTACT: contact = '' } = env;
  if (contact !== '' && !/^(mailto:.+@.+|https:\/\/.+)$/.test(contact)) throw new Error('NOTICE_CONTACT is neither a mailto: nor an https: address');
  return {
    ...(services === '' ? {} : { push: services === 'off' ? false as const : { services: services.split(',').map((service) => service.trim()).filter((service) => service !== '') } }),
    ...(contact === '' ? {} : { contact }), ...lineSettings(env), ...mailSettings(env),
  };
}

function lineSettings({ LINE_CHANNEL_TOKEN: token = '', LINE_CHANNEL_SECRET: secret = '', LINE_ACCOUNT: account = '', LINE_API: api = '' }: Readonly<Record<string, string | undefined>>): Pick<NoticeSettings, 'line'> {
  const given = [token, secret, account].filter((value) => value !== '').length;
  if (given === 0) return {};
  if (given < 3) throw new Error('LINE_CHANNEL_TOKEN, LINE_CHANNEL_SECRET and LINE_ACCOUNT belong together, and one is missing');
  if (!/^@[a-z0-9_.-]+$/.test(account)) throw new Error('LINE_ACCOUNT is no basic id such as @engawa');
  return { line: { token, secret, account, ...(api === '' ? {} : { api }) } };
}

function mailSettings({ SMTP_URL: url = '', MAIL_FROM: from = '' }: Readonly<Record<string, string | undefined>>): Pick<NoticeSettings, 'mail'> {
  if (url === '' && from === '') return {};
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '' || !/^[^\s<>@]+@[^\s<>@]+$/.test(from)) throw new Error('SMTP_URL is no smtp: or smtps: address, or MAIL_FROM beside it is none of a mailbox');
  const implicitTls = parsed.protocol === 'smtps:';
  const port = parsed.port === '' ? (implicitTls ? 465 : 587) : Number(parsed.port);
  return { mail: { from, server: { host: parsed.hostname, port, implicitTls, user: decodeURIComponent(parsed.username), password: decodeURIComponent(parsed.password) } } };
}
