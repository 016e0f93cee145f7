/** One insecure and one correct example of each library: the first is found and its fix is clean, the second is not. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { nodeSyntaxErrors } from '../config/javascript/node-syntax.ts';

const verification = 'tls/no-disabled-verification';
const hostname = 'tls/no-disabled-hostname-check';

const rows: readonly (readonly [library: string, rule: string, insecure: string, correct: string])[] = [
  [
    'axios',
    verification,
    "const axios = require('axios'); const https = require('https');\naxios.get(url, { httpsAgent: new https.Agent({ rejectUnauthorized: false }) });\n",
    "const axios = require('axios'); const https = require('https');\naxios.get(url, { httpsAgent: new https.Agent({ ca, cert, key }) });\n",
  ],
  [
    'axios, level',
    'javascript/option-at-wrong-level',
    "const axios = require('axios');\naxios.get(url, { rejectUnauthorized: false });\n",
    "const axios = require('axios');\naxios.post(url, { ca, cert, key });\n",
  ],
  [
    'got',
    verification,
    "import got from 'got';\nawait got(url, { https: { rejectUnauthorized: false } });\n",
    "import got from 'got';\nawait got(url, { https: { certificateAuthority, certificate, key } });\n",
  ],
  [
    'got, names',
    hostname,
    "import got from 'got';\nawait got(url, { https: { checkServerIdentity: () => undefined } });\n",
    "import got from 'got';\nawait got(url);\n",
  ],
  [
    'got, level',
    'javascript/option-at-wrong-level',
    "import got from 'got';\nawait got(url, { rejectUnauthorized: false });\n",
    "import got from 'got';\nawait got(url, { https: { rejectUnauthorized: true } });\n",
  ],
  [
    'node-fetch',
    verification,
    "import fetch from 'node-fetch';\nimport https from 'node:https';\nawait fetch(url, { agent: new https.Agent({ rejectUnauthorized: false }) });\n",
    "import fetch from 'node-fetch';\nimport https from 'node:https';\nawait fetch(url, { agent: new https.Agent({ ca }) });\n",
  ],
  [
    'undici',
    verification,
    "import { Agent } from 'undici';\nnew Agent({ connect: { rejectUnauthorized: false } });\n",
    "import { Agent } from 'undici';\nnew Agent({ connect: { ca } });\n",
  ],
  [
    'undici, proxy',
    verification,
    "import { ProxyAgent } from 'undici';\nnew ProxyAgent({ uri, requestTls: { rejectUnauthorized: false } });\n",
    "import { ProxyAgent } from 'undici';\nnew ProxyAgent({ uri, requestTls: { ca } });\n",
  ],
  [
    'undici, level',
    'javascript/option-at-wrong-level',
    "import { Agent } from 'undici';\nnew Agent({ rejectUnauthorized: false });\n",
    "import { Agent } from 'undici';\nnew Agent({ keepAliveTimeout: 10 });\n",
  ],
  [
    'request',
    verification,
    "const request = require('request');\nrequest({ url, strictSSL: false });\n",
    "const request = require('request');\nrequest({ url, strictSSL: true });\n",
  ],
  [
    'request, agentOptions',
    verification,
    "const request = require('request');\nrequest({ url, agentOptions: { rejectUnauthorized: false } });\n",
    "const request = require('request');\nrequest({ url, agentOptions: { ca } });\n",
  ],
  [
    'superagent',
    verification,
    "const superagent = require('superagent');\nsuperagent\n  .get(url)\n  .disableTLSCerts()\n  .then(done);\n",
    "const superagent = require('superagent');\nsuperagent.get(url).ca(ca).then(done);\n",
  ],
  [
    'needle',
    verification,
    "const needle = require('needle');\nneedle.get(url, { rejectUnauthorized: false });\n",
    "const needle = require('needle');\nneedle.get(url, { ca });\n",
  ],
  [
    'ws',
    verification,
    "import WebSocket from 'ws';\nnew WebSocket(url, { rejectUnauthorized: false });\n",
    "import WebSocket from 'ws';\nnew WebSocket(url, { ca });\n",
  ],
  [
    'http-proxy',
    verification,
    "const httpProxy = require('http-proxy');\nhttpProxy.createProxyServer({ target: 'https://db.internal', secure: false });\n",
    "const httpProxy = require('http-proxy');\nhttpProxy.createProxyServer({ target: 'https://db.internal', secure: true });\n",
  ],
  [
    'http-proxy-middleware',
    verification,
    "const { createProxyMiddleware } = require('http-proxy-middleware');\ncreateProxyMiddleware({ target, secure: false });\n",
    "const { createProxyMiddleware } = require('http-proxy-middleware');\ncreateProxyMiddleware({ target, changeOrigin: true });\n",
  ],
  [
    'vite',
    verification,
    "export default { server: { proxy: { '/api': { target: 'https://db.internal', secure: false } } } };\n",
    "export default { server: { proxy: { '/api': { target: 'http://localhost:3000', secure: false } } } };\n",
  ],
  [
    'pg',
    verification,
    "import { Pool } from 'pg';\nnew Pool({ ssl: { rejectUnauthorized: false } });\n",
    "import { Pool } from 'pg';\nnew Pool({ ssl: { ca } });\n",
  ],
  [
    'pg, address',
    verification,
    "import { Pool } from 'pg';\nnew Pool({ connectionString: 'postgres://db/app?sslmode=no-verify' });\n",
    "import { Pool } from 'pg';\nnew Pool({ connectionString: 'postgres://db/app?sslmode=verify-full' });\n",
  ],
  [
    'pg, both',
    'javascript/connection-string-overrides-ssl',
    "import { Pool } from 'pg';\nnew Pool({ connectionString: 'postgres://db/app?sslmode=require&application_name=a', ssl: { ca } });\n",
    "import { Pool } from 'pg';\nnew Pool({ connectionString: 'postgres://db/app?application_name=a', ssl: { ca } });\n",
  ],
  [
    'mysql2',
    verification,
    "import mysql from 'mysql2';\nmysql.createConnection({ ssl: { rejectUnauthorized: false } });\n",
    "import mysql from 'mysql2';\nmysql.createConnection({ ssl: { ca, verifyIdentity: true } });\n",
  ],
  [
    'mongodb',
    verification,
    "import { MongoClient } from 'mongodb';\nnew MongoClient(url, { tlsAllowInvalidCertificates: true });\n",
    "import { MongoClient } from 'mongodb';\nnew MongoClient(url, { tls: true, tlsCAFile: 'ca.pem' });\n",
  ],
  [
    'mongodb, insecure',
    verification,
    "import { MongoClient } from 'mongodb';\nnew MongoClient(url, { tlsInsecure: true });\n",
    "import { MongoClient } from 'mongodb';\nnew MongoClient(url, { tlsInsecure: false });\n",
  ],
  [
    'mongodb, names',
    hostname,
    "import { MongoClient } from 'mongodb';\nnew MongoClient(url, { tlsAllowInvalidHostnames: true });\n",
    "import { MongoClient } from 'mongodb';\nnew MongoClient(url, { tlsAllowInvalidHostnames: insecure });\n",
  ],
  [
    'mongodb, address',
    verification,
    "import { MongoClient } from 'mongodb';\nnew MongoClient(`mongodb://db/app?tls=true&tlsInsecure=true`);\n",
    "import { MongoClient } from 'mongodb';\nnew MongoClient('mongodb://db/app?tls=true');\n",
  ],
  [
    'redis, level',
    'javascript/option-at-wrong-level',
    "import { createClient } from 'redis';\ncreateClient({ url, tls: { ca } });\n",
    "import { createClient } from 'redis';\ncreateClient({ url, socket: { tls: true, ca } });\n",
  ],
  [
    'redis',
    verification,
    "import { createClient } from 'redis';\ncreateClient({ socket: { tls: true, rejectUnauthorized: false } });\n",
    "import { createClient } from 'redis';\ncreateClient({ url: 'rediss://db' });\n",
  ],
  [
    'ioredis',
    verification,
    "import Redis from 'ioredis';\nnew Redis({ tls: { rejectUnauthorized: false } });\n",
    "import Redis from 'ioredis';\nnew Redis({ tls: { ca } });\n",
  ],
  [
    'nodemailer',
    verification,
    "import nodemailer from 'nodemailer';\nnodemailer.createTransport({ host, tls: { rejectUnauthorized: false } });\n",
    "import nodemailer from 'nodemailer';\nnodemailer.createTransport({ host, port: 587, secure: false, requireTLS: true });\n",
  ],
  [
    'kafkajs',
    verification,
    "import { Kafka } from 'kafkajs';\nnew Kafka({ ssl: { rejectUnauthorized: false } });\n",
    "import { Kafka } from 'kafkajs';\nnew Kafka({ ssl: { ca: [ca] } });\n",
  ],
  [
    'grpc-js',
    verification,
    "import grpc from '@grpc/grpc-js';\ngrpc.credentials.createSsl(ca, null, null, { rejectUnauthorized: false });\n",
    "import grpc from '@grpc/grpc-js';\ngrpc.credentials.createSsl(ca, key, cert);\n",
  ],
  [
    'amqplib',
    verification,
    "import amqp from 'amqplib';\namqp.connect(url, { rejectUnauthorized: false });\n",
    "import amqp from 'amqplib';\namqp.connect(url, { ca: [ca] });\n",
  ],
  [
    'mqtt',
    verification,
    "import mqtt from 'mqtt';\nmqtt.connect(url, { rejectUnauthorized: false });\n",
    "import mqtt from 'mqtt';\nmqtt.connect('mqtts://mq', { ca });\n",
  ],
  [
    'ldapjs',
    verification,
    "import ldap from 'ldapjs';\nldap.createClient({ url, tlsOptions: { rejectUnauthorized: false } });\n",
    "import ldap from 'ldapjs';\nldap.createClient({ url, tlsOptions: { ca } });\n",
  ],
  [
    'tedious',
    verification,
    "import { Connection } from 'tedious';\nnew Connection({ options: { encrypt: true, trustServerCertificate: true } });\n",
    "import { Connection } from 'tedious';\nnew Connection({ options: { encrypt: true, trustServerCertificate: false } });\n",
  ],
  [
    'elasticsearch',
    verification,
    "import { Client } from '@elastic/elasticsearch';\nnew Client({ node, tls: { rejectUnauthorized: false } });\n",
    "import { Client } from '@elastic/elasticsearch';\nnew Client({ node, tls: { ca } });\n",
  ],
  [
    'Playwright',
    verification,
    "import { chromium } from 'playwright';\nconst browser = await chromium.launch();\nawait browser.newContext({ ignoreHTTPSErrors: true });\n",
    "import { chromium } from 'playwright';\nconst browser = await chromium.launch();\nawait browser.newContext({ ignoreHTTPSErrors: false });\n",
  ],
  [
    'sequelize',
    verification,
    "import { Sequelize } from 'sequelize';\nnew Sequelize(url, { dialectOptions: { ssl: { require: true, rejectUnauthorized: false } } });\n",
    "import { Sequelize } from 'sequelize';\nnew Sequelize(url, { dialectOptions: { ssl: { require: true, ca } } });\n",
  ],
  [
    'prisma',
    verification,
    "const url = 'mysql://db/app?sslaccept=accept_invalid_certs';\n",
    "const url = 'mysql://db/app?sslaccept=strict';\n",
  ],
  [
    'AWS SDK',
    verification,
    "import { NodeHttpHandler } from '@smithy/node-http-handler';\nimport https from 'https';\nnew NodeHttpHandler({ httpsAgent: new https.Agent({ rejectUnauthorized: false }) });\n",
    "import { NodeHttpHandler } from '@smithy/node-http-handler';\nimport https from 'https';\nnew NodeHttpHandler({ httpsAgent: new https.Agent({ ca }) });\n",
  ],
  [
    'electron, certificate-error',
    verification,
    "const { app } = require('electron');\napp.on('certificate-error', (event, contents, url, error, certificate, callback) => {\n  event.preventDefault();\n  callback(true);\n});\n",
    "const { app } = require('electron');\napp.on('certificate-error', (event, contents, url, error, certificate, callback) => {\n  if (certificate.fingerprint === pinned) {\n    event.preventDefault();\n    callback(true);\n  } else callback(false);\n});\n",
  ],
  [
    'electron, setCertificateVerifyProc',
    verification,
    "const { session } = require('electron');\nsession.defaultSession.setCertificateVerifyProc((_, cb) => cb(0));\n",
    "const { session } = require('electron');\nsession.defaultSession.setCertificateVerifyProc(({ hostname }, cb) => {\n  if (hostname === 'db.internal') return cb(-2);\n  return cb(-3);\n});\n",
  ],
  [
    'electron, switch',
    'tls/no-global-disabled-verification',
    "const { app } = require('electron');\napp.commandLine.appendSwitch('ignore-certificate-errors');\n",
    "const { app } = require('electron');\napp.commandLine.appendSwitch('disable-http2');\n",
  ],
  [
    'Puppeteer, arguments',
    verification,
    "const puppeteer = require('puppeteer');\npuppeteer.launch({ args: ['--no-sandbox', '--ignore-certificate-errors'] });\n",
    "const puppeteer = require('puppeteer');\nconst asks = ['--no-sandbox', '--ignore-certificate-errors'].includes(process.argv[2]);\n",
  ],
  [
    'Puppeteer, acceptInsecureCerts',
    verification,
    "const puppeteer = require('puppeteer');\npuppeteer.launch({ acceptInsecureCerts: true });\n",
    "const puppeteer = require('puppeteer');\npuppeteer.launch({ acceptInsecureCerts: false });\n",
  ],
  [
    'Selenium',
    verification,
    "const { Capabilities } = require('selenium-webdriver');\nconst capabilities = new Capabilities().setAcceptInsecureCerts(true);\n",
    "const { Capabilities } = require('selenium-webdriver');\nconst capabilities = new Capabilities().setAcceptInsecureCerts(false);\n",
  ],
  [
    'grpc-js, in the clear',
    'tls/no-cleartext',
    "const grpc = require('@grpc/grpc-js');\nnew Client('db.internal:443', grpc.credentials.createInsecure());\n",
    "const grpc = require('@grpc/grpc-js');\nnew Client('localhost:50051', grpc.credentials.createInsecure());\nnew Client(target, grpc.credentials.createInsecure());\n",
  ],
  [
    'grpc-js, server',
    'tls/no-unused-client-ca',
    "const grpc = require('@grpc/grpc-js');\ngrpc.ServerCredentials.createSsl(root, pairs);\n",
    "const grpc = require('@grpc/grpc-js');\ngrpc.ServerCredentials.createSsl(root, pairs, true);\ngrpc.ServerCredentials.createSsl(null, pairs);\n",
  ],
  [
    'grpc-js, another name',
    'javascript/name-override',
    "const grpc = require('@grpc/grpc-js');\nnew Client(target, credentials, { 'grpc.ssl_target_name_override': 'test.internal' });\n",
    "const grpc = require('@grpc/grpc-js');\nnew Client(target, credentials, { 'grpc.default_authority': 'test.internal' });\n",
  ],
  [
    'kafkajs, without ssl',
    'tls/no-cleartext',
    "const { Kafka } = require('kafkajs');\nnew Kafka({ brokers, sasl: { mechanism: 'plain', username, password } });\n",
    "const { Kafka } = require('kafkajs');\nnew Kafka({ brokers: ['localhost:9092'], sasl: { mechanism: 'plain', username, password } });\nnew Kafka({ brokers, ssl: true, sasl });\n",
  ],
  [
    'kafkajs, ssl off',
    'tls/no-cleartext',
    "const { Kafka } = require('kafkajs');\nnew Kafka({ brokers: ['kafka.internal:9092'], ssl: false });\n",
    "const { Kafka } = require('kafkajs');\nnew Kafka({ brokers: ['kafka:9092'], ssl: process.env.SSL === 'true' });\n",
  ],
  [
    'librdkafka',
    verification,
    "const Kafka = require('node-rdkafka');\nnew Kafka.Producer({ 'security.protocol': 'ssl', 'enable.ssl.certificate.verification': false });\n",
    "const Kafka = require('node-rdkafka');\nnew Kafka.Producer({ 'security.protocol': 'ssl', 'ssl.ca.location': 'ca.pem' });\n",
  ],
  [
    'mysql2, names',
    hostname,
    "const mysql = require('mysql2/promise');\nmysql.createPool({ host, ssl: { ca } });\n",
    "const mysql = require('mysql2/promise');\nmysql.createPool({ host, ssl: { ca, verifyIdentity: true } });\nmysql.createPool({ host: 'localhost' });\n",
  ],
  [
    'nodemailer, STARTTLS',
    'tls/no-cleartext',
    "const nodemailer = require('nodemailer');\nnodemailer.createTransport({\n  host: 'mail.internal',\n  port: 587,\n  secure: false,\n  auth: { user, pass },\n});\n",
    "const nodemailer = require('nodemailer');\nnodemailer.createTransport({ host: 'mail.internal', port: 465, secure: true, auth });\nnodemailer.createTransport({ service: 'gmail', auth });\nnodemailer.createTransport({ host: 'localhost', port: 1025, secure: false });\n",
  ],
  [
    'nodemailer, ignoreTLS',
    'tls/no-cleartext',
    "const nodemailer = require('nodemailer');\nnodemailer.createTransport({ host: 'mail.internal', ignoreTLS: true });\n",
    "const nodemailer = require('nodemailer');\nnodemailer.createTransport({ host: 'mail.internal', ignoreTLS: true, requireTLS: true });\n",
  ],
  [
    'nodemailer, opportunisticTLS',
    'tls/no-cleartext',
    "const nodemailer = require('nodemailer');\nnodemailer.createTransport({ host: 'mail.internal', opportunisticTLS: true });\n",
    "const nodemailer = require('nodemailer');\nnodemailer.createTransport({ host: process.env.HOST, port, secure: process.env.SECURE === 'true' });\n",
  ],
  [
    'pg, as libpq reads it',
    verification,
    "const { Client } = require('pg');\nnew Client('postgres://app:pw@db.internal/app?uselibpqcompat=true&sslmode=require');\n",
    "const { Client } = require('pg');\nnew Client('postgres://app:pw@db.internal/app?uselibpqcompat=true&sslmode=verify-full');\nnew Client('postgres://db.internal/app?sslmode=require');\n",
  ],
  [
    'pg, in the clear',
    'tls/no-cleartext',
    "const { Client } = require('pg');\nnew Client('postgres://app:pw@db.internal/app?sslmode=disable');\n",
    "const { Client } = require('pg');\nnew Client('postgres://app:pw@localhost/app?sslmode=disable');\n",
  ],
  [
    'tedious, encrypt',
    'tls/no-cleartext',
    "const { Connection } = require('tedious');\nnew Connection({ server: 'db.internal', options: { encrypt: false } });\n",
    "const { Connection } = require('tedious');\nnew Connection({ server: 'localhost', options: { encrypt: false } });\nnew Connection({ server: 'db.internal', options: { encrypt: true } });\n",
  ],
  [
    'mssql, address',
    verification,
    "const sql = require('mssql');\nsql.connect('Server=db.internal;Database=app;Encrypt=true;TrustServerCertificate=true');\n",
    "const sql = require('mssql');\nsql.connect('Server=db.internal;Database=app;Encrypt=true;TrustServerCertificate=false');\n",
  ],
  [
    'mssql, address in the clear',
    'tls/no-cleartext',
    "const sql = require('mssql');\nsql.connect('Server=db.internal,1433;Database=app;Encrypt=false');\n",
    "const sql = require('mssql');\nsql.connect('Server=localhost,1433;Database=app;Encrypt=false');\n",
  ],
  [
    'mongodb, address and names',
    hostname,
    "new MongoClient('mongodb://db.internal/?tls=true&tlsAllowInvalidHostnames=true');\n",
    "new MongoClient('mongodb://db.internal/?tls=true&tlsCAFile=ca.pem');\n",
  ],
  [
    'mongodb+srv, in the clear',
    'tls/no-cleartext',
    "new MongoClient('mongodb+srv://app:pw@cluster.internal/?tls=false');\n",
    "new MongoClient('mongodb+srv://app:pw@cluster.internal/?retryWrites=true');\n",
  ],
  [
    'amqplib, in the clear',
    'tls/no-cleartext',
    "const amqp = require('amqplib');\namqp.connect('amqp://app:secret@mq.internal');\n",
    "const amqp = require('amqplib');\namqp.connect('amqp://guest:guest@localhost');\namqp.connect('amqps://app:secret@mq.internal');\n",
  ],
  [
    'mqtt, in the clear',
    'tls/no-cleartext',
    "const mqtt = require('mqtt');\nmqtt.connect('mqtt://broker.internal', { username: 'app', password });\n",
    "const mqtt = require('mqtt');\nmqtt.connect('mqtts://broker.internal', { username: 'app', password });\nmqtt.connect('mqtt://localhost:1883', { username: 'app', password });\n",
  ],
  [
    'ldapjs, in the clear',
    'tls/no-cleartext',
    "const ldap = require('ldapjs');\nconst client = ldap.createClient({ url: 'ldap://ldap.internal' });\nclient.bind('cn=app', secret, done);\n",
    "const ldap = require('ldapjs');\nconst client = ldap.createClient({ url: 'ldap://ldap.internal' });\nclient.starttls({ ca }, null, () => client.bind('cn=app', secret, done));\n",
  ],
  [
    'AWS SDK 2, in the clear',
    'tls/no-cleartext',
    "const AWS = require('aws-sdk');\nnew AWS.S3({ sslEnabled: false });\n",
    "const AWS = require('aws-sdk');\nnew AWS.S3({ sslEnabled: true });\n",
  ],
  [
    'superagent, twice',
    verification,
    "import request from 'superagent';\nawait request.post(url).disableTLSCerts();\n",
    "import request from 'superagent';\nawait request.post(url).ca(ca).key(key).cert(cert);\n",
  ],
];

async function rulesOf(text: string): Promise<string[]> {
  return (await analyseText('javascript', text)).findings.map(({ rule }) => rule);
}

const written: string[] = [];

describe('each library', () => {
  test.each(rows)('%s', async (_, rule, bad, good) => {
    expect(await rulesOf(good)).toEqual([]);
    const { findings } = await analyseText('javascript', bad);
    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
    const edits = findings.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred)?.edits ?? []);
    expect(edits.length).toBeGreaterThan(0);
    const fixed = applyEdits(bad, edits) ?? '';
    expect(await rulesOf(fixed), fixed).toEqual([]);
    written.push(bad, good, fixed);
  });

  test('Node.js accepts every text', async () => {
    expect(written.length).toBe(3 * rows.length);
    const errors = await nodeSyntaxErrors(written.map((text) => ({ text, isTypeScript: false })));
    expect(errors.filter((error) => error !== '')).toEqual([]);
  });
});
