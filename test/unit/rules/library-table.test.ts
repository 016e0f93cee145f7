/** Every library that is said to be known has its examples, and the page of them is what the tests run. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { libraryTable } from '../../../scripts/libraries/table.ts';
import { rows as javascript } from '../../support/javascript-libraries.ts';
import { rows as python } from '../../support/python-libraries.ts';

const known: Readonly<Record<string, readonly string[]>> = {
  JavaScript: [
    ...['axios', 'got', 'node-fetch', 'undici', 'request', 'superagent', 'needle', 'ws', 'http-proxy', 'vite'],
    ...['http-proxy-middleware', 'pg', 'mysql2', 'mongodb', 'redis', 'ioredis', 'nodemailer', 'kafkajs', 'grpc-js'],
    ...['amqplib', 'mqtt', 'ldapjs', 'tedious', 'mssql', 'elasticsearch', 'Playwright', 'Puppeteer', 'electron'],
    ...['Selenium', 'sequelize', 'prisma', 'AWS SDK', 'librdkafka'],
  ],
  Python: [
    ...['requests', 'urllib3', 'httpx', 'aiohttp', 'websockets', 'paho-mqtt', 'pika', 'ldap3', 'psycopg', 'psycopg2'],
    ...['asyncpg', 'PyMySQL', 'mysql.connector', 'mysqlclient', 'pymongo', 'redis-py', 'boto3', 'botocore', 'grpcio'],
    ...['Flask', 'uvicorn', 'pyOpenSSL', 'elasticsearch', 'opensearch', 'hvac', 'kafka', 'docker', 'kubernetes'],
    ...['smtplib', 'ftplib', 'poplib', 'httplib2', 'Tornado', 'pycurl', 'python-ldap', 'websocket-client', 'Celery'],
    ...['SQLAlchemy', 'Django', 'pyodbc', 'confluent-kafka', 'Minio', 'Snowflake'],
  ],
};

test.each(Object.entries(known))('%s', (language, libraries) => {
  const names = new Set((language === 'Python' ? python : javascript).map(([library]) => library.split(',')[0]));
  expect(libraries.filter((library) => !names.has(library))).toEqual([]);
});

test('docs/libraries.md is what `node scripts/libraries.ts` writes', () => {
  expect(readFileSync(new URL('../../../docs/libraries.md', import.meta.url), 'utf8')).toBe(libraryTable());
});
