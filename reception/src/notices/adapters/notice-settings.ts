import type { NoticeSettings } from './open-notices.ts';

/**
 * Ways to telephones, from the environment. `PUSH_SERVICES`: hosts, parted by commas, instead of those of today's browsers; `off`: none.
 * `NOTICE_CONTACT`: where a push service finds whoever runs this hall.
 * @throws when a value cannot be used; the message names the variable, never the value.
 */
export function noticeSettings(env: Readonly<Record<string, string | undefined>>): NoticeSettings {
  const { PUSH_SERVICES: services = '', NOTICE_CONTACT: contact = '' } = env;
  if (contact !== '' && !/^(mailto:.+@.+|https:\/\/.+)$/.test(contact)) throw new Error('NOTICE_CONTACT is neither a mailto: nor an https: address');
  return {
    ...(services === '' ? {} : { push: services === 'off' ? false as const : { services: services.split(',').map((service) => service.trim()).filter((service) => service !== '') } }),
    ...(contact === '' ? {} : { contact }),
  };
}
