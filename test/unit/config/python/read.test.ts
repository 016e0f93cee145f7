import { describe, expect, test } from 'vitest';
import { language } from '../../../../server/core/config/python/language.ts';
import { reader } from '../../../../server/core/config/python/reader.ts';
import { factsOf, lines, underlined } from './facts.ts';

const client = 'ctx = ssl.create_default_context()';

describe('contexts of the ssl module', () => {
  test.each<[string, string[], string[]]>([
    ['a client by default', ['import ssl', client], ['client']],
    ['a client said to be one', ['import ssl', 'c = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)'], ['client']],
    ['a server', ['import ssl', 'c = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)'], ['server']],
    [
      'a server by keyword',
      ['import ssl', 'c = ssl.create_default_context(purpose=ssl.Purpose.CLIENT_AUTH)'],
      ['server'],
    ],
    ['a protocol for servers', ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)'], ['server']],
    ['a protocol for clients', ['import ssl', 'c = ssl.SSLContext(protocol=ssl.PROTOCOL_TLS_CLIENT)'], ['client']],
    ['a protocol for both, unused', ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS)'], ['client verify=none']],
    [
      'a protocol for both, with a certificate of its own',
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS)', "c.load_cert_chain('a.pem')"],
      ['client cert=a.pem key=a.pem'],
    ],
    ['a protocol for both, handed on', ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS)', 'start(c)'], ['client']],
    [
      'a server by use',
      ['import ssl', 'c = ssl.SSLContext()', 'c.verify_mode = ssl.CERT_NONE', 'c.wrap_socket(s, server_side=True)'],
      ['server verify=none'],
    ],
    [
      'a server by what it is handed to',
      ['import ssl, asyncio', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS)', 'asyncio.start_server(f, ssl=c)'],
      ['server'],
    ],
    [
      'a client by use',
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_SSLv23)', 'c.verify_mode = ssl.CERT_NONE', 'c.wrap_socket(s)'],
      ['client verify=none'],
    ],
    [
      'a side that is left open is not accused',
      ['import ssl', 'c = ssl.SSLContext()', 'c.verify_mode = ssl.CERT_NONE', 'c.wrap_socket(s, server_side=side)'],
      ['client verify=unknown'],
    ],
    [
      'both switches off',
      ['import ssl', client, 'ctx.check_hostname = False', 'ctx.verify_mode = ssl.CERT_NONE'],
      ['client verify=none names=false'],
    ],
    [
      'all names of the module',
      ['import ssl as s', 'c = s.create_default_context()', 'c.verify_mode = s.CERT_NONE'],
      ['client verify=none'],
    ],
    [
      'imported names, renamed',
      ['from ssl import (create_default_context as make,', '  CERT_NONE)', 'c = make()', 'c.verify_mode = CERT_NONE'],
      ['client verify=none'],
    ],
    [
      'everything imported',
      ['from ssl import *', 'c = SSLContext(PROTOCOL_TLSv1)'],
      ['client verify=none min=TLSv1 max=TLSv1'],
    ],
    [
      'imported inside a function',
      ['def f():', '    import ssl', '    c = ssl.create_default_context()', '    c.verify_mode = ssl.CERT_NONE'],
      ['client verify=none'],
    ],
    [
      'imported if it is there',
      ['try:', '    import ssl', 'except ImportError:', '    ssl = None', 'c = ssl._create_unverified_context()'],
      ['client verify=none names=false'],
    ],
    [
      'an attribute of the object',
      [
        'import ssl',
        'class A:',
        '    def __init__(self):',
        '        self.ctx = ssl.create_default_context()',
        '        self.ctx.check_hostname = False',
        '        self.ctx.verify_mode = ssl.VerifyMode.CERT_NONE',
      ],
      ['client verify=none names=false'],
    ],
    [
      'with an annotation',
      ['import ssl', 'ctx: ssl.SSLContext = ssl.create_default_context()', 'ctx.verify_mode = ssl.CERT_NONE'],
      ['client verify=none'],
    ],
    [
      'side by side',
      ['import ssl', client, 'ctx.check_hostname, ctx.verify_mode = False, ssl.CERT_NONE'],
      ['client verify=none names=false'],
    ],
    [
      'several names for one',
      ['import ssl', client, 'other = ctx', 'other.check_hostname = False'],
      ['client names=false'],
    ],
    [
      'through a branch of its own',
      ['import ssl', 'if x:', `    ${client}`, '    ctx.check_hostname = False'],
      ['client names=false'],
    ],
    [
      'made in either branch',
      [
        'import ssl',
        'if x:',
        '    c = ssl.create_default_context()',
        'else:',
        '    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)',
        'c.check_hostname = False',
      ],
      ['client names=false', 'client names=false'],
    ],
    [
      'with-blocks and tries run',
      [
        'import ssl',
        client,
        'with lock:',
        '    ctx.check_hostname = False',
        'try:',
        '    ctx.verify_mode = ssl.CERT_NONE',
        'except ValueError:',
        '    pass',
      ],
      ['client verify=none names=false'],
    ],
    [
      'a constant decides the branch',
      ['import ssl', 'INSECURE = True', client, 'if INSECURE:', '    ctx.check_hostname = False'],
      ['client names=false'],
    ],
    [
      'the last word counts',
      ['import ssl', client, 'ctx.verify_mode = ssl.CERT_NONE', 'ctx.verify_mode = ssl.CERT_REQUIRED'],
      ['client verify=required'],
    ],
    [
      'the last word counts, the other way round',
      ['import ssl', client, 'ctx.verify_mode = ssl.CERT_REQUIRED', 'ctx.verify_mode = ssl.CERT_NONE'],
      ['client verify=none'],
    ],
    [
      'names are not a matter of servers',
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)', 'c.check_hostname = False'],
      ['server'],
    ],
    [
      'clients may be asked for certificates',
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)', 'c.verify_mode = ssl.CERT_OPTIONAL'],
      ['server verify=optional'],
    ],
    [
      'the name check turns verification on',
      ['import ssl', 'c = ssl.SSLContext()', 'c.verify_mode = ssl.CERT_NONE', 'c.check_hostname = True'],
      ['client verify=required names=true'],
    ],
    ['unverified', ['import ssl', 'c = ssl._create_unverified_context()'], ['client verify=none names=false']],
    [
      'unverified at first',
      ['import ssl', 'c = ssl._create_unverified_context()', 'c.verify_mode = ssl.CERT_REQUIRED'],
      ['client verify=required names=false'],
    ],
    [
      'in the middle of a call',
      ['import ssl, urllib.request', 'urllib.request.urlopen(u, context=ssl._create_unverified_context())'],
      ['client verify=none names=false'],
    ],
    [
      'for the whole program',
      ['import ssl', 'ssl._create_default_https_context = ssl._create_unverified_context'],
      ['client verify=none names=false'],
    ],
    [
      'for the whole program, by another name',
      [
        'import ssl',
        'try:',
        '    unverified = ssl._create_unverified_context',
        'except AttributeError:',
        '    pass',
        'else:',
        '    ssl._create_default_https_context = unverified',
      ],
      ['client verify=none names=false'],
    ],
    [
      'a context from elsewhere that is switched off',
      ['import ssl', 'def f(c):', '    c.check_hostname = False', '    c.verify_mode = ssl.CERT_NONE'],
      ['client verify=none names=false'],
    ],
    [
      'everything in one call, as it was until 3.11',
      ['import ssl', "s = ssl.wrap_socket(s, cert_reqs=ssl.CERT_NONE, ca_certs='ca.pem')"],
      ['client verify=none ca=ca.pem'],
    ],
  ])('%s', (_, text, expected) => {
    expect(factsOf(lines(...text))).toEqual(expected);
  });
});

describe('versions', () => {
  test.each<[string, string[], string]>([
    ['a floor', ['ctx.minimum_version = ssl.TLSVersion.TLSv1_1'], 'client min=TLSv1.1'],
    ['a ceiling', ['ctx.maximum_version = ssl.TLSVersion.TLSv1_2'], 'client max=TLSv1.2'],
    ['the floor of the build', ['ctx.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED'], 'client min=unknown'],
    ['a floor in a branch', ['if x:', '    ctx.minimum_version = ssl.TLSVersion.TLSv1'], 'client min=unknown'],
    ['one version', ['ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)'], 'client verify=none min=TLSv1.1 max=TLSv1.1'],
    [
      'one version that is fine',
      ['ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)'],
      'client verify=none min=TLSv1.2 max=TLSv1.2',
    ],
    [
      'a floor that options raise',
      ['ctx.minimum_version = ssl.TLSVersion.TLSv1', 'ctx.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1'],
      'client min=TLSv1.2',
    ],
    [
      'a floor that options may raise',
      ['ctx.minimum_version = ssl.TLSVersion.TLSv1', 'if x:', '    ctx.options |= ssl.OP_NO_TLSv1'],
      'client min=unknown',
    ],
  ])('%s', (_, text, expected) => {
    expect(factsOf(lines('import ssl', client, ...text)).at(-1)).toBe(expected);
  });
});

describe('files', () => {
  const load = (path: string): string => `ctx.load_verify_locations(${path})`;
  test.each<[string, string[], string]>([
    ['a certificate with its key', ["ctx.load_cert_chain('c.pem', 'c.key')"], 'client cert=c.pem key=c.key'],
    [
      'by keyword',
      ["ctx.load_cert_chain(keyfile='c.key', certfile='c.pem', password=p)"],
      'client cert=c.pem key=c.key',
    ],
    ['both in one file', ["ctx.load_cert_chain('c.pem')"], 'client cert=c.pem key=c.pem'],
    ['both in one file, said', ["ctx.load_cert_chain('c.pem', None)"], 'client cert=c.pem key=c.pem'],
    ['trust anchors', [load("'ca.pem'")], 'client ca=ca.pem'],
    ['trust anchors at creation', ["ctx = ssl.create_default_context(cafile='ca.pem')"], 'client ca=ca.pem'],
    ['no trust anchors after all', ['ctx = ssl.create_default_context(cafile=None)'], 'client'],
    ['trust anchors in a folder', ["ctx.load_verify_locations(capath='certs')"], 'client trusts'],
    ['trust anchors as data', ['ctx.load_verify_locations(cadata=pem)'], 'client trusts'],
    ['revocation lists', [load("'certs/ca.crl'")], 'client crl=certs/ca.crl'],
    ['a constant', ["CA = 'ca.pem'", load('CA')], 'client ca=ca.pem'],
    [
      'a constant of the module',
      ["CA = 'ca.pem'", 'def f(c: ssl.SSLContext):', `    c.${load('CA').slice(4)}`],
      'client ca=ca.pem',
    ],
    ['a constant that changes', ["CA = 'ca.pem'", 'if x:', "    CA = 'other.pem'", load('CA')], 'client ca=unknown'],
    [
      'a constant that another function changes',
      [
        "CA = 'ca.pem'",
        'def g(a):',
        '    global CA',
        '    CA = a',
        'def f(c: ssl.SSLContext):',
        `    c.${load('CA').slice(4)}`,
      ],
      'client ca=unknown',
    ],
    [
      'next to this file',
      [load("os.path.join(os.path.dirname(__file__), 'certs', 'ca.pem')")],
      'client ca=./certs/ca.pem',
    ],
    [
      'next to this file, resolved',
      [load("os.path.join(os.path.dirname(os.path.abspath(__file__)), 'ca.pem')")],
      'client ca=./ca.pem',
    ],
    ['a folder up', [load("os.path.join(os.path.dirname(__file__), '..', 'ca.pem')")], 'client ca=./../ca.pem'],
    ['added to this folder', [load("os.path.dirname(__file__) + '/ca.pem'")], 'client ca=./ca.pem'],
    ['pathlib', [load("Path(__file__).parent / 'certs' / 'ca.pem'")], 'client ca=./certs/ca.pem'],
    ['pathlib, two folders up', [load("Path(__file__).resolve().parents[1] / 'ca.pem'")], 'client ca=./../ca.pem'],
    ['pathlib through a name', ['HERE = Path(__file__).parent', load("str(HERE / 'ca.pem')")], 'client ca=./ca.pem'],
    ['pathlib, joined', [load("Path(__file__).parent.joinpath('certs', 'ca.pem')")], 'client ca=./certs/ca.pem'],
    ['pathlib from the working directory', [load("Path('certs') / 'ca.pem'")], 'client ca=certs/ca.pem'],
    ['an f-string of what is known', ["d = 'certs'", load("f'{d}/ca.pem'")], 'client ca=certs/ca.pem'],
    ['an f-string', [load("f'{directory}/ca.pem'")], 'client ca=unknown'],
    ['a format', [load("'%s/ca.pem' % directory")], 'client ca=unknown'],
    ['a name from elsewhere', [load('settings.CA')], 'client ca=unknown'],
    ['the environment', [load("os.environ.get('CA', 'ca.pem')")], 'client ca=unknown'],
    ['strings that belong together', [load("'certs/' 'ca.pem'")], 'client ca=certs/ca.pem'],
    ['raw strings', [load("r'certs\\ca.pem'")], 'client ca=certs\\ca.pem'],
    [
      'an absolute path wins',
      [load("os.path.join(os.path.dirname(__file__), '/etc/ca.pem')")],
      'client ca=/etc/ca.pem',
    ],
  ])('%s', (_, text, expected) => {
    const header = ['import os, ssl', 'from pathlib import Path'];
    expect(factsOf(lines(...header, client, ...text)).at(-1)).toBe(expected);
  });
});

describe('libraries', () => {
  test.each<[string, string[], string[]]>([
    ['requests', ['import requests', 'requests.get(u, verify=False)'], ['client verify=none']],
    ['requests, what counts as false', ['import requests', "requests.get(u, verify='')"], ['client verify=none']],
    ['requests, what counts as not given', ['import requests', 'requests.get(u, verify=None)'], []],
    ['requests on', ['import requests', 'requests.get(u, verify=True)'], ['client verify=required']],
    ['requests, as by default', ['import requests', 'requests.get(u)'], []],
    ['requests through a name', ['from requests import post as p', 'p(u, verify=False)'], ['client verify=none']],
    [
      'requests with files',
      ['import requests', "requests.get(u, verify='ca.pem', cert=('c.pem', 'c.key'))"],
      ['client verify=required cert=c.pem key=c.key ca=ca.pem'],
    ],
    ['requests with one file', ['import requests', "requests.get(u, cert='c.pem')"], ['client cert=c.pem key=c.pem']],
    ['a session', ['import requests', 's = requests.Session()', 's.verify = False'], ['client verify=none']],
    [
      'a call of a session',
      ['import requests', 'with requests.Session() as s:', '    s.get(u, verify=False)'],
      ['client verify=none'],
    ],
    [
      'a session in an object',
      [
        'import requests',
        'class A:',
        '    def get(self):',
        '        self.s.get(u, verify=False)',
        '    def __init__(self):',
        '        self.s = requests.Session()',
      ],
      ['client verify=none'],
    ],
    [
      'an annotated session',
      ['import requests', 'def f(s: requests.Session | None):', '    s.get(u, verify=False)'],
      ['client verify=none'],
    ],
    ['httpx', ['import httpx', 'c = httpx.AsyncClient(verify=False)'], ['client verify=none']],
    ['urllib3', ['import urllib3', "urllib3.PoolManager(cert_reqs='CERT_NONE')"], ['client verify=none']],
    [
      'urllib3 with names',
      ['import ssl, urllib3', 'urllib3.PoolManager(cert_reqs=ssl.CERT_NONE, assert_hostname=False)'],
      ['client verify=none names=false'],
    ],
    [
      'urllib3 with files',
      ['import urllib3', "urllib3.PoolManager(ca_certs='ca.pem', cert_file='c.pem', key_file='c.key')"],
      ['client cert=c.pem key=c.key ca=ca.pem'],
    ],
    [
      "urllib3's context",
      [
        'from urllib3.util.ssl_ import create_urllib3_context',
        'c = create_urllib3_context()',
        'c.check_hostname = False',
      ],
      ['client names=false'],
    ],
    ['aiohttp', ['import aiohttp', 'aiohttp.TCPConnector(ssl=False)'], ['client verify=none']],
    ['aiohttp, the older name', ['import aiohttp', 'aiohttp.TCPConnector(verify_ssl=False)'], ['client verify=none']],
    [
      'aiohttp, a call of a session',
      [
        'import aiohttp',
        'async def f():',
        '    async with aiohttp.ClientSession() as s:',
        '        await s.get(u, ssl=False)',
      ],
      ['client verify=none'],
    ],
  ])('%s', (_, text, expected) => {
    expect(factsOf(lines(...text))).toEqual(expected);
  });
});

/** What other linters are blamed for: nothing of this may read as insecure. */
describe('no false alarms', () => {
  test.each<[string, string[]]>([
    [
      'a branch',
      ['import ssl', client, 'if insecure:', '    ctx.check_hostname = False', '    ctx.verify_mode = ssl.CERT_NONE'],
    ],
    [
      'a branch that ends',
      [
        'import ssl',
        'def f():',
        `    ${client}`,
        '    if x:',
        '        ctx.check_hostname = False',
        '        return ctx',
        '    return ctx',
      ],
    ],
    ['a loop', ['import ssl', client, 'for x in y:', '    ctx.check_hostname = False']],
    ['a handler', ['import ssl', client, 'try:', '    f()', 'except OSError:', '    ctx.check_hostname = False']],
    ['another function', ['import ssl', client, 'def f():', '    ctx.check_hostname = False']],
    [
      'another method',
      [
        'import ssl',
        'class A:',
        '    def __init__(self):',
        '        self.c = ssl.create_default_context()',
        '    def f(self):',
        '        self.c.check_hostname = False',
      ],
    ],
    ['a value from elsewhere', ['import ssl', client, 'ctx.verify_mode = mode', 'ctx.check_hostname = check']],
    ['a choice', ['import ssl', client, 'ctx.verify_mode = ssl.CERT_NONE if x else ssl.CERT_REQUIRED']],
    [
      'a choice of None',
      ['from ssl import CERT_NONE', 'mode = None', 'if x:', '    mode = CERT_NONE', 'c.verify_mode = mode'],
    ],
    [
      'a choice of verify',
      ['import requests', 'requests.get(u, verify=not insecure)', 'requests.get(u, verify=v if v else False)'],
    ],
    ['a parameter', ['import requests', 'def f(verify):', '    requests.get(u, verify=verify)']],
    [
      'a parameter called twice',
      ['import requests', 'def f(verify):', '    requests.get(u, verify=verify)', 'f(False)', 'f(True)'],
    ],
    [
      'an attribute that is set again',
      [
        'import requests',
        'class A:',
        '    def __init__(self):',
        '        self.verify = False',
        '    def on(self, v):',
        '        self.verify = v',
        '    def get(self):',
        '        requests.get(u, verify=self.verify)',
      ],
    ],
    [
      'a dictionary with a later entry',
      ['import requests', 'o = {"verify": False}', 'o["verify"] = True', 'requests.get(u, **o)'],
    ],
    ['unpacked keywords', ['import requests', 'requests.get(u, **options)']],
    ['a session that may be switched', ['import requests', 's = requests.Session()', 'if x:', '    s.verify = False']],
    [
      'a server that does not ask for certificates',
      ['import ssl', 'c = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)', 'c.verify_mode = ssl.CERT_NONE'],
    ],
    ['another library', ['import httplib2, requests', 'other.get(u, verify=False)', 'httplib2.get(u, verify=False)']],
    ['a function of the file', ['def get(u, verify): pass', 'get(u, verify=False)']],
    ['a name that hides the module', ['import ssl', 'def f(ssl):', '    ssl._create_unverified_context()']],
    [
      'words in strings and comments',
      [
        'import ssl',
        '# ctx.verify_mode = ssl.CERT_NONE',
        "'requests.get(u, verify=False)'",
        '"""',
        'c = ssl._create_unverified_context()',
        '"""',
      ],
    ],
    [
      'fine versions',
      ['import ssl', client, 'ctx.minimum_version = ssl.TLSVersion.TLSv1_2', 'ctx.options |= ssl.OP_NO_TLSv1'],
    ],
    [
      'a context class of its own',
      [
        'import ssl',
        'class SSLContext:',
        '    def __init__(self):',
        '        self.check_hostname = False',
        '        self.verify_mode = ssl.CERT_NONE',
      ],
    ],
    ['an attribute of something else', ['import ssl', 'conn.check_hostname = False']],
    ['switched on again', ['import ssl', client, 'ctx.check_hostname = False', 'ctx.check_hostname = True']],
    ['a context made elsewhere, of either side', ['import ssl', 'def f(c):', '    c.verify_mode = ssl.CERT_NONE']],
    [
      'verify of aiohttp that verifies',
      ['import aiohttp', 'aiohttp.TCPConnector(ssl=None)', 'aiohttp.TCPConnector(ssl=context)'],
    ],
  ])('%s', (_, text) => {
    for (const context of reader.read(lines(...text)).contexts) {
      if (context.role === 'client') expect(context.peerVerification?.value).not.toBe('none');
      expect(context.hostnameVerification?.value).not.toBe(false);
      expect([undefined, 'unknown', 'TLSv1.2', 'TLSv1.3']).toContain(context.minVersion?.value);
    }
  });
});

test('settings underline their statements, references the characters of their paths', () => {
  const text = lines(
    'import os, ssl',
    'CA = "ca.pem"',
    'ctx = ssl.create_default_context(cafile=CA)  # comment',
    'ctx.check_hostname = False  # comment',
    'ctx.verify_mode = ssl.CERT_NONE; ctx.minimum_version = ssl.TLSVersion.TLSv1',
    "ctx.load_cert_chain(os.path.join(os.path.dirname(__file__), 'certs', 'c.pem'), keyfile=r'c.key')",
  );
  expect(underlined(text)).toEqual([
    'ssl.create_default_context',
    'ctx.verify_mode = ssl.CERT_NONE',
    'ctx.check_hostname = False',
    'ctx.minimum_version = ssl.TLSVersion.TLSv1',
    "os.path.join(os.path.dirname(__file__), 'certs', 'c.pem')",
    "[certs', 'c.pem]",
    "keyfile=r'c.key'",
    '[c.key]',
    'cafile=CA',
    '[ca.pem]',
  ]);
  const [context] = reader.read(text).contexts;
  expect(text.slice(context?.span.start, context?.span.end)).toBe(text.slice(text.indexOf('ctx ='), -1));
});

test('an unverified context and a library call underline what switches verification off', () => {
  const text = lines(
    'import ssl, requests',
    'f(ssl._create_unverified_context())',
    'requests.get(u, verify=False, timeout=1)',
  );
  expect(underlined(text)).toEqual([
    'ssl._create_unverified_context',
    'ssl._create_unverified_context()',
    'ssl._create_unverified_context()',
    'requests.get',
    'verify=False',
  ]);
});

test('contexts come in document order', () => {
  const text = lines(
    'import ssl, requests',
    'def f():',
    '    a = ssl.SSLContext()',
    'requests.get(u, verify=False)',
    'b = ssl.SSLContext()',
  );
  const starts = reader.read(text).contexts.map(({ span }) => span.start);
  expect(starts).toHaveLength(3);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
});

test.each<[string, string, boolean]>([
  ['ssl', 'import ssl', true],
  ['an alias', 'from ssl import create_default_context', true],
  ['requests', 'requests.get(u, verify = False)', true],
  ['a client certificate', 'requests.get(u, cert=c)', true],
  ['urllib3', "PoolManager(cert_reqs='CERT_NONE')", true],
  ['aiohttp', 'TCPConnector(verify_ssl=False)', true],
  ['nothing of it', 'import os\nprint(classless, passless, verify(x))', false],
])('whether a text can hold a setting: %s', (_, text, expected) => {
  expect(language.concerns(text)).toBe(expected);
});

test.each<[string, string[], string]>([
  ['no references', [client], 'working-directory'],
  ['plain strings', ["ctx.load_cert_chain('c.pem')"], 'working-directory'],
  ['relative to the file', ["ctx.load_cert_chain(os.path.join(os.path.dirname(__file__), 'c.pem'))"], 'document'],
  [
    'absolute paths do not count',
    ["ctx.load_cert_chain('/c.pem')", "ctx.load_verify_locations(Path(__file__).parent / 'ca.pem')"],
    'document',
  ],
])('what new paths are relative to: %s', (_, text, expected) => {
  expect(reader.pathBase?.(lines('import os, ssl', 'from pathlib import Path', client, ...text))).toBe(expected);
});

test.each([
  ["server_hostname='db.internal'", ['db.internal']],
  ['server_hostname=HOST', ['mq.internal']],
  ['server_hostname=host', []],
  ['server_hostname=None', []],
])('the name that a client connects to: %s', (given, expected) => {
  const text = `import ssl\nHOST = 'mq.internal'\ncontext = ssl.create_default_context()\ndef f(s, host):\n    context.wrap_socket(s, ${given})\n`;
  const [context] = reader.read(text).contexts;
  expect(context?.serverNames?.map(({ value }) => value) ?? []).toEqual(expected);
});
