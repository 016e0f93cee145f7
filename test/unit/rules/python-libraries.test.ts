/** One insecure and one correct example of each library: the first is found and its fix is clean, the second is not. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { compile } from '../config/python/python.ts';

const verification = 'tls/no-disabled-verification';
const hostname = 'tls/no-disabled-hostname-check';

type Row = readonly [library: string, rule: string, insecure: string, correct: string, fix?: 'no fix'];

const rows: readonly Row[] = [
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
  [
    'requests, keywords in a dictionary',
    verification,
    "import requests\noptions = {'verify': False, 'timeout': 3}\nrequests.get(url, **options)\n",
    "import requests\noptions = {'timeout': 3}\nrequests.get(url, **options)\nrequests.get(url, **given)\n",
  ],
  [
    'requests, a session of others',
    verification,
    'import requests\ndef load(session):\n    return session.get(url, verify=False)\n',
    'import jwt\ndef load(token):\n    return jwt.decode(token, verify=False)\n',
  ],
  [
    'requests, every session',
    'tls/no-global-disabled-verification',
    'import requests\nrequests.Session.verify = False\n',
    'import requests\nrequests.Session.headers = {}\n',
  ],
  [
    'requests, a session of its own class',
    verification,
    'import requests\nclass Api(requests.Session):\n    def __init__(self):\n        super().__init__()\n        self.verify = False\n',
    'class Api(Base):\n    def __init__(self):\n        self.verify = False\n',
  ],
  [
    'requests, by default',
    verification,
    'import requests\ndef load(url, verify=False):\n    return requests.get(url, verify=verify)\n',
    'import requests\ndef load(url, verify=None):\n    return requests.get(url, verify=verify)\n',
  ],
  [
    'aiohttp, a session of others',
    verification,
    'import aiohttp\nasync def load(session):\n    async with session.get(url, ssl=False) as answer:\n        return answer\n',
    'import aiohttp\nasync def load(session):\n    async with session.get(url, ssl=None) as answer:\n        return answer\n',
  ],
  [
    'boto3, in the clear',
    'tls/no-cleartext',
    "import boto3\nboto3.client('s3', use_ssl=False)\n",
    "import boto3\nboto3.client('s3', endpoint_url='http://localhost:9000', use_ssl=False)\n",
  ],
  [
    'botocore',
    verification,
    "import botocore.session\nsession = botocore.session.get_session()\nsession.create_client('s3', verify=False)\n",
    "import botocore.session\nsession = botocore.session.get_session()\nsession.create_client('s3')\n",
  ],
  [
    'psycopg2, words',
    verification,
    "import psycopg2\npsycopg2.connect('dbname=app host=db.internal sslmode=require')\n",
    "import psycopg2\npsycopg2.connect('dbname=app host=db.internal sslmode=verify-full')\npsycopg2.connect('dbname=app host=localhost sslmode=disable')\n",
  ],
  [
    'psycopg, address',
    verification,
    "import psycopg\npsycopg.connect('postgresql://app@db.internal/app?sslmode=prefer')\n",
    "import psycopg\npsycopg.connect('postgresql://app@db.internal/app?sslmode=verify-full')\n",
  ],
  [
    'SQLAlchemy, address',
    verification,
    "from sqlalchemy import create_engine\ncreate_engine(f'postgresql+psycopg2://{user}:{password}@{host}/app?sslmode=require')\n",
    "from sqlalchemy import create_engine\ncreate_engine(f'postgresql+psycopg2://{user}:{password}@{host}/app?sslmode=verify-full')\n",
  ],
  [
    'SQLAlchemy, connect_args',
    verification,
    "from sqlalchemy import create_engine\ncreate_engine(url, connect_args={'sslmode': 'require'})\n",
    "from sqlalchemy import create_engine\ncreate_engine(url, connect_args={'sslmode': 'verify-full', 'sslrootcert': 'ca.pem'})\n",
  ],
  [
    'Django',
    verification,
    "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'OPTIONS': {'sslmode': 'require'}}}\n",
    "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'OPTIONS': {'sslmode': 'verify-full'}}}\n",
  ],
  [
    'pymongo, address',
    verification,
    "import pymongo\npymongo.MongoClient('mongodb://db.internal/?tls=true&tlsInsecure=true')\n",
    "import pymongo\npymongo.MongoClient('mongodb://db.internal/?tls=true')\n",
  ],
  [
    'redis-py, address',
    verification,
    "import redis\nredis.from_url('rediss://db.internal:6380?ssl_cert_reqs=none')\n",
    "import redis\nredis.from_url('rediss://db.internal:6380')\n",
  ],
  [
    'Celery',
    verification,
    "import ssl\nfrom celery import Celery\nCelery('app', broker='rediss://db.internal', broker_use_ssl={'ssl_cert_reqs': ssl.CERT_NONE})\n",
    "import ssl\nfrom celery import Celery\nCelery('app', broker='rediss://db.internal', broker_use_ssl={'ssl_cert_reqs': ssl.CERT_REQUIRED})\n",
  ],
  [
    'PyMySQL, a CA alone',
    verification,
    "import pymysql\npymysql.connect(host='db.internal', ssl_ca='ca.pem')\n",
    "import pymysql\npymysql.connect(host='db.internal', ssl={'ca': 'ca.pem'})\n",
  ],
  [
    'PyMySQL, dictionary',
    verification,
    "import pymysql\npymysql.connect(ssl={'ca': 'ca.pem', 'verify_mode': 'none'})\n",
    "import pymysql\npymysql.connect(ssl={'ca': 'ca.pem', 'check_hostname': True})\n",
  ],
  [
    'mysqlclient',
    verification,
    "import MySQLdb\nMySQLdb.connect(host='db.internal', ssl_mode='REQUIRED')\n",
    "import MySQLdb\nMySQLdb.connect(host='db.internal', ssl_mode='VERIFY_IDENTITY')\n",
  ],
  [
    'mysql.connector, in the clear',
    'tls/no-cleartext',
    "import mysql.connector\nmysql.connector.connect(host='db.internal', ssl_disabled=True)\n",
    "import mysql.connector\nmysql.connector.connect(host='localhost', ssl_disabled=True)\n",
  ],
  [
    'pyodbc',
    verification,
    "import pyodbc\npyodbc.connect('DRIVER={ODBC Driver 18 for SQL Server};SERVER=db.internal;Encrypt=yes;TrustServerCertificate=yes')\n",
    "import pyodbc\npyodbc.connect('DRIVER={ODBC Driver 18 for SQL Server};SERVER=db.internal;Encrypt=yes;TrustServerCertificate=no')\n",
  ],
  [
    'grpcio, server',
    'tls/no-unused-client-ca',
    'import grpc\ngrpc.ssl_server_credentials(pairs, root_certificates=root)\n',
    'import grpc\ngrpc.ssl_server_credentials(pairs, root_certificates=root, require_client_auth=True)\ngrpc.ssl_server_credentials(pairs)\n',
  ],
  [
    'grpcio, in the clear',
    'tls/no-cleartext',
    "import grpc\ngrpc.insecure_channel('db.internal:50051')\n",
    "import grpc\ngrpc.insecure_channel('localhost:50051')\ngrpc.insecure_channel(target)\n",
    'no fix',
  ],
  [
    'Flask',
    'python/ad-hoc-certificate',
    "from flask import Flask\napp = Flask(__name__)\napp.run(ssl_context='adhoc')\n",
    "from flask import Flask\napp = Flask(__name__)\napp.run(ssl_context=('server.pem', 'server.key'))\n",
    'no fix',
  ],
  [
    'uvicorn',
    'tls/no-deprecated-protocol',
    "import ssl, uvicorn\nuvicorn.run(app, ssl_certfile='server.pem', ssl_keyfile='server.key', ssl_version=ssl.PROTOCOL_TLSv1)\n",
    "import uvicorn\nuvicorn.run(app, ssl_certfile='server.pem', ssl_keyfile='server.key', ssl_ciphers='ECDHE+AESGCM')\n",
    'no fix',
  ],
  [
    'uvicorn, clients',
    'tls/no-unused-client-ca',
    "import uvicorn\nuvicorn.run(app, ssl_certfile='server.pem', ssl_keyfile='server.key', ssl_ca_certs='ca.pem')\n",
    "import ssl, uvicorn\nuvicorn.run(app, ssl_certfile='server.pem', ssl_keyfile='server.key', ssl_ca_certs='ca.pem', ssl_cert_reqs=ssl.CERT_REQUIRED)\n",
  ],
  [
    'httplib2',
    verification,
    'import httplib2\nhttplib2.Http(disable_ssl_certificate_validation=True)\n',
    "import httplib2\nhttplib2.Http(ca_certs='ca.pem')\n",
  ],
  [
    'Tornado',
    verification,
    'from tornado.httpclient import HTTPRequest\nHTTPRequest(url, validate_cert=False)\n',
    "from tornado.httpclient import HTTPRequest\nHTTPRequest(url, ca_certs='ca.pem')\n",
  ],
  [
    'pycurl',
    verification,
    'import pycurl\ncurl = pycurl.Curl()\ncurl.setopt(pycurl.SSL_VERIFYPEER, 0)\n',
    'import pycurl\ncurl = pycurl.Curl()\ncurl.setopt(pycurl.SSL_VERIFYPEER, 1)\n',
  ],
  [
    'pycurl, names',
    hostname,
    'import pycurl\ncurl = pycurl.Curl()\ncurl.setopt(pycurl.SSL_VERIFYHOST, 0)\n',
    'import pycurl\ncurl = pycurl.Curl()\ncurl.setopt(pycurl.SSL_VERIFYHOST, 2)\n',
  ],
  [
    'pyOpenSSL, version',
    'tls/no-deprecated-protocol',
    'from OpenSSL import SSL\nSSL.Context(SSL.TLSv1_METHOD)\n',
    'from OpenSSL import SSL\nSSL.Context(SSL.TLS_METHOD)\n',
  ],
  [
    'pyOpenSSL, callback',
    verification,
    'from OpenSSL import SSL\ncontext = SSL.Context(SSL.TLS_METHOD)\ncontext.set_verify(SSL.VERIFY_PEER, lambda *_: True)\n',
    'from OpenSSL import SSL\ndef check(connection, certificate, error, depth, ok):\n    return ok\ncontext = SSL.Context(SSL.TLS_METHOD)\ncontext.set_verify(SSL.VERIFY_PEER, check)\n',
  ],
  [
    'ldap3, server',
    verification,
    "from ldap3 import Server\nServer('ldap.internal', use_ssl=True)\n",
    "import ssl\nfrom ldap3 import Server, Tls\nServer('ldap.internal', use_ssl=True, tls=Tls(validate=ssl.CERT_REQUIRED))\nServer('ldap.internal')\n",
  ],
  [
    'python-ldap',
    'tls/no-global-disabled-verification',
    'import ldap\nldap.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_NEVER)\n',
    'import ldap\nldap.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)\n',
  ],
  [
    'websocket-client',
    verification,
    "import ssl, websocket\nwebsocket.create_connection(url, sslopt={'cert_reqs': ssl.CERT_NONE})\n",
    "import ssl, websocket\nwebsocket.create_connection(url, sslopt={'cert_reqs': ssl.CERT_REQUIRED})\n",
  ],
  [
    'websocket-client, names',
    hostname,
    "import websocket\nwebsocket.WebSocketApp(url).run_forever(sslopt={'check_hostname': False})\n",
    "import websocket\nwebsocket.WebSocketApp(url).run_forever(sslopt={'ca_certs': 'ca.pem'})\n",
  ],
  [
    'paho-mqtt, in the clear',
    'tls/no-cleartext',
    "import paho.mqtt.client as mqtt\nclient = mqtt.Client()\nclient.username_pw_set('app', secret)\nclient.connect('mq.internal', 1883)\n",
    "import paho.mqtt.client as mqtt\nclient = mqtt.Client()\nclient.username_pw_set('app', secret)\nclient.tls_set()\nclient.connect('mq.internal', 8883)\n",
    'no fix',
  ],
  [
    'kafka, in the clear',
    'tls/no-cleartext',
    "from kafka import KafkaProducer\nKafkaProducer(bootstrap_servers='kafka.internal:9092', security_protocol='SASL_PLAINTEXT')\n",
    "from kafka import KafkaProducer\nKafkaProducer(bootstrap_servers=['localhost:9092'], security_protocol='SASL_PLAINTEXT')\n",
  ],
  [
    'confluent-kafka',
    verification,
    "from confluent_kafka import Producer\nProducer({'security.protocol': 'SSL', 'enable.ssl.certificate.verification': False})\n",
    "from confluent_kafka import Producer\nProducer({'security.protocol': 'SSL', 'ssl.ca.location': 'ca.pem'})\n",
  ],
  [
    'Minio',
    'tls/no-cleartext',
    "from minio import Minio\nMinio('files.internal', access_key=key, secret_key=secret, secure=False)\n",
    "from minio import Minio\nMinio('localhost:9000', access_key=key, secret_key=secret, secure=False)\n",
  ],
  [
    'Snowflake',
    verification,
    'import snowflake.connector\nsnowflake.connector.connect(user=user, insecure_mode=True)\n',
    'import snowflake.connector\nsnowflake.connector.connect(user=user)\n',
  ],
  [
    'vSphere',
    verification,
    "from pyVim.connect import SmartConnect\nSmartConnect(host='esx.internal', disableSslCertValidation=True)\n",
    "from pyVim.connect import SmartConnect\nSmartConnect(host='esx.internal')\n",
  ],
  [
    'Jira',
    verification,
    "from jira import JIRA\nJIRA(options={'server': url, 'verify': False})\n",
    "from jira import JIRA\nJIRA(options={'server': url, 'verify': 'ca.pem'})\n",
  ],
  [
    'GitLab',
    verification,
    'import gitlab\ngitlab.Gitlab(url, ssl_verify=False)\n',
    'import gitlab\ngitlab.Gitlab(url, private_token=token)\n',
  ],
  [
    'Playwright',
    verification,
    'from playwright.sync_api import sync_playwright\ncontext = browser.new_context(ignore_https_errors=True)\n',
    'from playwright.sync_api import sync_playwright\ncontext = browser.new_context(ignore_https_errors=False)\n',
  ],
  [
    'functools',
    verification,
    'import functools, requests\nget = functools.partial(requests.get, verify=False)\n',
    'import functools, requests\nget = functools.partial(requests.get, timeout=3)\n',
  ],
];

const insecure = /^(?:tls|python)\//;

async function rulesOf(text: string): Promise<string[]> {
  return (await analyseText('python', text)).findings.map(({ rule }) => rule).filter((rule) => insecure.test(rule));
}

describe('each library', () => {
  test.each(rows.map((row) => [row[0], row] as const))('%s', async (_, [, rule, bad, good, fix]) => {
    expect(await rulesOf(good)).toEqual([]);
    const { findings } = await analyseText('python', bad);
    const own = findings.filter((finding) => finding.rule === rule);
    expect(own.length).toBe(1);
    const edits = own.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred)?.edits ?? []);
    expect(edits.length > 0).toBe(fix === undefined);
    if (fix !== undefined) return;
    const fixed = applyEdits(bad, edits) ?? '';
    expect(await rulesOf(fixed), fixed).not.toContain(rule);
    expect(compile([bad, good, fixed])).toBe('');
  });
});
