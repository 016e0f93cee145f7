/** One insecure and one correct example of each library: the first is found and its fix is clean, the second is not. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { compile } from '../config/python/python.ts';

const verification = 'tls/no-disabled-verification';
const hostname = 'tls/no-disabled-hostname-check';

const rows: readonly (readonly [library: string, rule: string, insecure: string, correct: string])[] = [
  [
    'requests',
    verification,
    'import requests\nrequests.get(url, verify=False)\n',
    "import requests\nrequests.get(url, verify='ca.pem')\n",
  ],
  [
    'requests, an empty path',
    verification,
    "import requests\nrequests.get(url, verify='')\n",
    'import requests\nrequests.get(url, verify=None)\n',
  ],
  [
    'urllib3',
    verification,
    "import urllib3\nurllib3.PoolManager(cert_reqs='CERT_NONE')\n",
    'import urllib3\nurllib3.PoolManager()\n',
  ],
  [
    'urllib3, names',
    hostname,
    'import urllib3\nurllib3.PoolManager(assert_hostname=False)\n',
    "import urllib3\nurllib3.PoolManager(assert_hostname='db.internal')\n",
  ],
  [
    'httpx',
    verification,
    'import httpx\nhttpx.Client(verify=False)\n',
    'import httpx\nimport ssl\nhttpx.Client(verify=ssl.create_default_context())\n',
  ],
  [
    'aiohttp',
    verification,
    'import aiohttp\naiohttp.TCPConnector(ssl=False)\n',
    'import aiohttp\naiohttp.TCPConnector(ssl=None)\n',
  ],
  [
    'websockets',
    verification,
    'import ssl, websockets\ncontext = ssl._create_unverified_context()\nwebsockets.connect(url, ssl=context)\n',
    'import ssl, websockets\nwebsockets.connect(url, ssl=ssl.create_default_context())\n',
  ],
  [
    'paho-mqtt, names',
    hostname,
    'import paho.mqtt.client as mqtt\nclient = mqtt.Client()\nclient.tls_set()\nclient.tls_insecure_set(True)\n',
    'import paho.mqtt.client as mqtt\nclient = mqtt.Client()\nclient.tls_set()\nclient.tls_insecure_set(False)\n',
  ],
  [
    'paho-mqtt',
    verification,
    'import ssl\nimport paho.mqtt.client as mqtt\nclient = mqtt.Client()\nclient.tls_set(cert_reqs=ssl.CERT_NONE)\n',
    'import ssl\nimport paho.mqtt.client as mqtt\nclient = mqtt.Client()\nclient.tls_set(cert_reqs=ssl.CERT_REQUIRED)\n',
  ],
  [
    'pika',
    verification,
    'import pika, ssl\npika.SSLOptions(ssl._create_unverified_context())\n',
    "import pika, ssl\npika.SSLOptions(ssl.create_default_context(), 'mq.internal')\n",
  ],
  ['ldap3', verification, 'import ldap3\nldap3.Tls()\n', 'import ldap3, ssl\nldap3.Tls(validate=ssl.CERT_REQUIRED)\n'],
  [
    'ldap3, explicitly',
    verification,
    'import ssl\nfrom ldap3 import Tls\nTls(validate=ssl.CERT_NONE)\n',
    "import ssl\nfrom ldap3 import Tls\nTls(validate=ssl.CERT_REQUIRED, ca_certs_file='ca.pem')\n",
  ],
  [
    'psycopg',
    verification,
    "import psycopg\npsycopg.connect(host='db', sslmode='require')\n",
    "import psycopg\npsycopg.connect(host='db', sslmode='verify-full')\n",
  ],
  [
    'psycopg2',
    verification,
    "import psycopg2\npsycopg2.connect(host='db', sslmode='disable')\n",
    "import psycopg2\npsycopg2.connect(host='db', sslmode=mode)\n",
  ],
  [
    'asyncpg',
    verification,
    "import asyncpg\nasyncpg.connect(host='db', ssl='require')\n",
    "import asyncpg\nasyncpg.connect(host='db', ssl='verify-full')\n",
  ],
  [
    'PyMySQL',
    verification,
    'import pymysql\npymysql.connect(ssl_verify_cert=False)\n',
    'import pymysql\npymysql.connect(ssl_verify_cert=True, ssl_verify_identity=True)\n',
  ],
  [
    'PyMySQL, names',
    hostname,
    'import pymysql\npymysql.connect(ssl_verify_cert=True, ssl_verify_identity=False)\n',
    'import pymysql\npymysql.connect()\n',
  ],
  [
    'mysql.connector',
    verification,
    'import mysql.connector\nmysql.connector.connect(ssl_verify_cert=False)\n',
    "import mysql.connector\nmysql.connector.connect(ssl_ca='ca.pem', ssl_verify_cert=True)\n",
  ],
  [
    'pymongo',
    verification,
    'from pymongo import MongoClient\nMongoClient(url, tls=True, tlsAllowInvalidCertificates=True)\n',
    "from pymongo import MongoClient\nMongoClient(url, tls=True, tlsCAFile='ca.pem')\n",
  ],
  [
    'pymongo, insecure',
    verification,
    'import pymongo\npymongo.MongoClient(url, tlsInsecure=True)\n',
    'import pymongo\npymongo.MongoClient(url, tlsInsecure=False)\n',
  ],
  [
    'pymongo, names',
    hostname,
    'import pymongo\npymongo.MongoClient(url, tlsAllowInvalidHostnames=True)\n',
    'import pymongo\npymongo.MongoClient(url, tlsAllowInvalidHostnames=False)\n',
  ],
  [
    'redis-py',
    verification,
    'import redis\nredis.Redis(ssl=True, ssl_cert_reqs=None)\n',
    'import redis\nredis.Redis(ssl=True)\n',
  ],
  [
    'redis-py, a word',
    verification,
    "import redis\nredis.Redis(ssl=True, ssl_cert_reqs='none')\n",
    "import redis\nredis.Redis(ssl=True, ssl_cert_reqs='required')\n",
  ],
  [
    'redis-py, names',
    hostname,
    'import redis\nredis.Redis(ssl=True, ssl_check_hostname=False)\n',
    'import redis\nredis.Redis(ssl=True, ssl_check_hostname=True)\n',
  ],
  [
    'boto3',
    verification,
    "import boto3\nboto3.client('s3', verify=False)\n",
    "import boto3\nboto3.client('s3', verify='ca.pem')\n",
  ],
  [
    'boto3, a session',
    verification,
    "import boto3\nsession = boto3.Session()\nsession.client('s3', verify=False)\n",
    "import boto3\nsession = boto3.Session()\nsession.client('s3')\n",
  ],
  [
    'pyOpenSSL',
    verification,
    'from OpenSSL import SSL\ncontext = SSL.Context(SSL.TLS_CLIENT_METHOD)\ncontext.set_verify(SSL.VERIFY_NONE, callback)\n',
    'from OpenSSL import SSL\ncontext = SSL.Context(SSL.TLS_CLIENT_METHOD)\ncontext.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, None)\n',
  ],
  [
    'elasticsearch',
    verification,
    'from elasticsearch import Elasticsearch\nElasticsearch(url, verify_certs=False)\n',
    "from elasticsearch import Elasticsearch\nElasticsearch(url, ca_certs='ca.pem')\n",
  ],
  [
    'opensearch',
    verification,
    'from opensearchpy import OpenSearch\nOpenSearch(url, verify_certs=False)\n',
    'from opensearchpy import OpenSearch\nOpenSearch(url, verify_certs=True)\n',
  ],
  [
    'hvac',
    verification,
    'import hvac\nhvac.Client(url, verify=False)\n',
    "import hvac\nhvac.Client(url, verify='ca.pem')\n",
  ],
  [
    'kafka',
    hostname,
    "from kafka import KafkaProducer\nKafkaProducer(security_protocol='SSL', ssl_check_hostname=False)\n",
    "from kafka import KafkaProducer\nKafkaProducer(security_protocol='SSL', ssl_cafile='ca.pem')\n",
  ],
  [
    'docker',
    verification,
    'import docker\ndocker.tls.TLSConfig(verify=False)\n',
    "import docker\ndocker.tls.TLSConfig(ca_cert='ca.pem', verify=True)\n",
  ],
  [
    'kubernetes',
    verification,
    'from kubernetes import client\nconfiguration = client.Configuration()\nconfiguration.verify_ssl = False\n',
    "from kubernetes import client\nconfiguration = client.Configuration()\nconfiguration.ssl_ca_cert = 'ca.pem'\n",
  ],
  [
    'smtplib',
    'python/mail-client-without-context',
    "import smtplib\nsmtplib.SMTP_SSL('mail')\n",
    "import smtplib, ssl\nsmtplib.SMTP_SSL('mail', context=ssl.create_default_context())\n",
  ],
  [
    'ftplib',
    'python/mail-client-without-context',
    "from ftplib import FTP_TLS\nFTP_TLS('files')\n",
    "import ssl\nfrom ftplib import FTP_TLS\nFTP_TLS('files', context=ssl.create_default_context())\n",
  ],
  [
    'poplib',
    'python/mail-client-without-context',
    "import poplib\nbox = poplib.POP3('mail')\nbox.stls()\n",
    "import poplib, ssl\nbox = poplib.POP3('mail')\nbox.stls(context=ssl.create_default_context())\n",
  ],
];

const insecure = /^(?:tls|python)\//;

async function rulesOf(text: string): Promise<string[]> {
  return (await analyseText('python', text)).findings.map(({ rule }) => rule).filter((rule) => insecure.test(rule));
}

describe('each library', () => {
  test.each(rows)('%s', async (_, rule, bad, good) => {
    expect(await rulesOf(good)).toEqual([]);
    const { findings } = await analyseText('python', bad);
    const own = findings.filter((finding) => finding.rule === rule);
    expect(own.length).toBe(1);
    const edits = own.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred)?.edits ?? []);
    expect(edits.length).toBeGreaterThan(0);
    const fixed = applyEdits(bad, edits) ?? '';
    expect(await rulesOf(fixed), fixed).not.toContain(rule);
    expect(compile([bad, good, fixed])).toBe('');
  });
});
