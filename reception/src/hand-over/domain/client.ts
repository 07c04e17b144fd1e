import { z } from 'zod';

const Key = z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,20}$/), scrypt: z.strictObject({ N: z.int().min(16_384), r: z.int().min(8), p: z.int().min(1), salt: z.base64url(), hash: z.base64url() }) });
/** `clients.json`: programs of the back office. Two keys are valid while one follows the other. */
export const ClientsFile = z.strictObject({ clients: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{2,30}$/), name: z.string().min(1), keys: z.array(Key).min(1).max(2) })) });
export type Client = z.infer<typeof ClientsFile>['clients'][number];
export type ClientKey = z.infer<typeof Key>;
