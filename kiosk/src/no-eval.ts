import { z } from 'zod';

/* Must run before any schema is made, so it is the first import of every surface: zod would try `new Function` once, which our CSP forbids and reports. */
z.config({ jitless: true });
