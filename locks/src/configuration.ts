import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { BuildingName, IssuerKeys } from '../contract/index.ts';
import { DoorsFile } from './drivers/doors-file.ts';

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4400), HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().min(1), BUILDING: BuildingName, MQTT_URL: z.url().default('mqtt://127.0.0.1:4500'),
  ISSUER_KEYS: z.string().min(1), DOORS: z.string().min(1), CLOCK_OFFSET_MS: z.coerce.number().default(0), LOG_LEVEL: z.string().default('info'),
});

/** @throws with the name of what is missing or wrong; a door agent that is half configured must not start */
export async function readConfiguration(env: NodeJS.ProcessEnv) {
  const settings = Environment.parse(env);
  return {
    settings,
    issuers: IssuerKeys.parse(JSON.parse(await readFile(settings.ISSUER_KEYS, 'utf8'))),
    doors: DoorsFile.parse(JSON.parse(await readFile(settings.DOORS, 'utf8'))),
  };
}
