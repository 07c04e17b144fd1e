import { startPaymentSimulator } from './payment-simulator.ts';

const { env } = process;
const port = Number(env['PORT'] ?? 4250);
const simulator = await startPaymentSimulator({ port, secret: env['PAYMENT_SECRET'] ?? 'sk_test_engawa', webhookSecret: env['PAYMENT_WEBHOOK_SECRET'] ?? 'whsec_engawa', notifyUrl: env['NOTIFY_URL'] ?? 'http://127.0.0.1:4200/api/payment/notices', ...(env['HOST'] && { host: env['HOST'] }), ...(env['PUBLIC_URL'] && { publicUrl: env['PUBLIC_URL'] }) });
process.stdout.write(`${JSON.stringify({ ready: true, name: 'payment-simulator', port: Number(new URL(simulator.url).port || port) })}\n`);
const leave = (): void => void simulator.close().then(() => process.exit(0));
process.on('SIGTERM', leave);
process.on('SIGINT', leave);
