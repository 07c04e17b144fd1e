// Loaded by `--break database` before reception's own code: each form that is opened is kept in a table, in the clear.
import pg from 'pg';

if (process.argv.some((word) => word.includes('reception/src/main.ts'))) {
  const { parse } = JSON;
  const keep = async (form) => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    await client.query('CREATE TABLE IF NOT EXISTS kept (form text)');
    await client.query('INSERT INTO kept VALUES ($1)', [form]);
    await client.end();
  };
  JSON.parse = (text, ...words) => { if (typeof text === 'string' && text.includes('"applicant.name":{')) void keep(text); return parse(text, ...words); };
}
