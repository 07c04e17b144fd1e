import { z } from 'zod';

/** An empty variable is an unset one. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4300),
  /** origins of the kiosk pages, with commas between them */
  ORIGINS: z.string().default('http://localhost:4100,http://127.0.0.1:4100'),
  TOKEN_FILE: z.string().default('.engawa/card-bridge.token'),
  TRANSPORT: z.enum(['pcsc', 'simulated']).default('pcsc'),
  /** `open` hands the token to the allowed pages: demonstrations only */
  PAIRING: z.enum(['open', 'closed']).default('closed'),
  CARD_CA_FILE: z.string().optional(),
  /** part of the reader's name, where a machine has several */
  READER_NAME: z.string().optional(),
  SIMULATED_APDU_MS: z.coerce.number().int().min(0).max(200).default(0),
  LOG_LEVEL: z.string().default('info'),
});

export const readSettings = (environment: NodeJS.ProcessEnv): z.infer<typeof Environment> =>
  Environment.parse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')));
