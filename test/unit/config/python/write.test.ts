import { afterAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/core/base/edit.ts';
import { reader } from '../../../../server/core/config/python/reader.ts';
import type { Change } from '../../../../server/core/tls/change.ts';
import { factsOf, lines } from './facts.ts';
import { compile } from './python.ts';

const ca = 'certs/ca.pem';
const trust: Change = { setting: 'verify-peer', trustAnchors: ca };
const verify: Change = { setting: 'verify-peer' };
const names: Change = { setting: 'verify-hostname' };
const floor: Change = { setting: 'min-version', value: 'TLSv1.2' };
const ceiling: Change = { setting: 'max-version', value: 'TLSv1.3' };

/** Everything that was written here, for Python to compile in one go. */
const written: string[] = [];

/** The text after a change of one of its contexts; undefined where it cannot be written. */
function change(text: string, wanted: Change, index = 0): string | undefined {
  const context = reader.read(text).contexts[index];
  if (!context) throw new Error('no such context');
  const edits = reader.write(text, context, wanted);
  const after = edits && applyEdits(text, edits);
  if (edits && after === undefined) throw new Error('edits overlap');
  if (after !== undefined) written.push(after);
  return after;
}

afterAll(() => {
  expect(written.length).toBeGreaterThan(60);
  expect(compile(written)).toBe('');
});

type Row = [name: string, wanted: Change, before: string[], after: string[]];

function check(rows: Row[]): void {
  test.each(rows)('%s', (_, wanted, before, after) => {
    expect(change(lines(...before), wanted)).toBe(lines(...after));
  });
}

const client = 'ctx = ssl.create_default_context()';
const off = ['ctx.check_hostname = False', 'ctx.verify_mode = ssl.CERT_NONE'];

describe('both switches of a context', () => {
  check([
    ['gone, where the defaults verify', verify, ['import ssl', client, ...off], ['import ssl', client]],
    ['gone for the name as well', names, ['import ssl', client, ...off], ['import ssl', client]],
    [
      'a CA in their place',
      trust,
      ['import ssl', client, ...off],
      ['import ssl', client, `ctx.load_verify_locations('${ca}')`],
    ],
    [
      'no second CA',
      trust,
      ['import ssl', "ctx = ssl.create_default_context(cafile='ca.pem')", ...off],
      ['import ssl', "ctx = ssl.create_default_context(cafile='ca.pem')"],
    ],
    [
      'no second CA loaded later',
      trust,
      ['import ssl', client, ...off, "ctx.load_verify_locations('ca.pem')"],
      ['import ssl', client, "ctx.load_verify_locations('ca.pem')"],
    ],
    [
      'only the name',
      names,
      ['import ssl', client, 'ctx.check_hostname = False', 'ctx.load_default_certs()'],
      ['import ssl', client, 'ctx.load_default_certs()'],
    ],
    [
      'every time they are set',
      verify,
      ['import ssl', client, ...off, 'print()', ...off],
      ['import ssl', client, 'print()'],
    ],
    [
      'set, where the defaults do not verify',
      trust,
      ['import ssl', 'ctx = ssl.SSLContext(ssl.PROTOCOL_TLS)', ...off],
      [
        'import ssl',
        'ctx = ssl.SSLContext(ssl.PROTOCOL_TLS)',
        'ctx.check_hostname = True',
        'ctx.verify_mode = ssl.CERT_REQUIRED',
        `ctx.load_verify_locations('${ca}')`,
      ],
    ],
    [
      'the name check too, where it was never spoken of',
      verify,
      ['import ssl', 'ctx = ssl.SSLContext()', 'ctx.verify_mode = ssl.CERT_NONE', "ctx.load_verify_locations('a')"],
      [
        'import ssl',
        'ctx = ssl.SSLContext()',
        'ctx.verify_mode = ssl.CERT_REQUIRED',
        'ctx.check_hostname = True',
        "ctx.load_verify_locations('a')",
      ],
    ],
    [
      'the CAs of the system, for a context that has none',
      verify,
      ['import ssl', 'ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)', ...off],
      ['import ssl', 'ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)', 'ctx.load_default_certs()'],
    ],
    [
      'a context from elsewhere',
      trust,
      ['import ssl', 'def f(ctx):', ...off.map((line) => `    ${line}`)],
      [
        'import ssl',
        'def f(ctx):',
        '    ctx.check_hostname = True',
        '    ctx.verify_mode = ssl.CERT_REQUIRED',
        `    ctx.load_verify_locations('${ca}')`,
      ],
    ],
    [
      'side by side',
      verify,
      ['import ssl', client, 'ctx.check_hostname, ctx.verify_mode = False, ssl.CERT_NONE'],
      ['import ssl', client, 'ctx.check_hostname, ctx.verify_mode = True, ssl.CERT_REQUIRED'],
    ],
    [
      'a server that lets nobody in unverified',
      { setting: 'verify-peer', trustAnchors: 'clients.pem' },
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)', 'c.verify_mode = ssl.CERT_NONE'],
      [
        'import ssl',
        'c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)',
        'c.verify_mode = ssl.CERT_REQUIRED',
        "c.load_verify_locations('clients.pem')",
      ],
    ],
    [
      'with the names that are imported',
      verify,
      ['from ssl import SSLContext, CERT_NONE', 'c = SSLContext()', 'c.verify_mode = CERT_NONE'],
      [
        'from ssl import SSLContext, CERT_NONE, CERT_REQUIRED',
        'c = SSLContext()',
        'c.verify_mode = CERT_REQUIRED',
        'c.load_default_certs()',
        'c.check_hostname = True',
      ],
    ],
  ]);
});

describe('text around them', () => {
  check([
    [
      'comments stay',
      verify,
      ['import ssl', client, 'ctx.check_hostname = False  # for now', '# why', 'ctx.verify_mode = ssl.CERT_NONE'],
      ['import ssl', client, '# for now', '# why'],
    ],
    [
      'a comment stays behind what replaces its line',
      trust,
      ['import ssl', client, off[0] ?? '', 'ctx.verify_mode = ssl.CERT_NONE  # for now'],
      ['import ssl', client, `ctx.load_verify_locations('${ca}')  # for now`],
    ],
    [
      'double quotes',
      trust,
      ['import ssl', 'print("hello")', client, ...off],
      ['import ssl', 'print("hello")', client, `ctx.load_verify_locations("${ca}")`],
    ],
    [
      'a block that would be empty',
      verify,
      ['import ssl', client, 'with lock:', ...off.map((line) => `\t${line}`), 'print()'],
      ['import ssl', client, 'with lock:', '\tpass', 'print()'],
    ],
    [
      'a block on one line',
      verify,
      ['import ssl', client, off[0] ?? '', 'with lock: ctx.verify_mode = ssl.CERT_NONE'],
      ['import ssl', client, 'with lock: pass'],
    ],
    [
      'statements on one line',
      verify,
      ['import ssl', `${client}; ${off.join('; ')}; print()`],
      ['import ssl', `${client}; print()`],
    ],
    [
      'statements on one line, at its end',
      verify,
      ['import ssl', `${client}; ${off.join('; ')}`],
      ['import ssl', client],
    ],
    [
      'statements on one line, with a semicolon at its end',
      verify,
      ['import ssl', client, `print(); ${off.join('; ')};`],
      ['import ssl', client, 'print()'],
    ],
    ['a line of nothing else', verify, ['import ssl', client, off.join('; ')], ['import ssl', client]],
    [
      'statements on one line, replaced',
      trust,
      ['import ssl', `def f(): ${client}; ${off.join('; ')}; return ctx`],
      ['import ssl', `def f(): ${client}; ctx.load_verify_locations('${ca}'); return ctx`],
    ],
    [
      'statements over several lines',
      verify,
      ['import ssl', client, 'ctx.check_hostname = (', '    False', ')', 'ctx.verify_mode = \\', '    ssl.CERT_NONE'],
      ['import ssl', client],
    ],
  ]);

  test('CRLF, a byte order mark and a missing last line end', () => {
    const text = `\uFEFFimport ssl\r\n${client}\r\n${off.join('\r\n')}`;
    expect(change(text, verify)).toBe(`\uFEFFimport ssl\r\n${client}\r\n`);
    expect(change(text, trust)).toBe(`\uFEFFimport ssl\r\n${client}\r\nctx.load_verify_locations('${ca}')`);
    const plain = text.replace('create_default_context()', 'SSLContext()');
    expect(change(plain, trust)).toBe(
      `\uFEFFimport ssl\r\n${client.replace('create_default_context()', 'SSLContext()')}\r\nctx.check_hostname = True\r\nctx.verify_mode = ssl.CERT_REQUIRED\r\nctx.load_verify_locations('${ca}')`,
    );
  });

  test('two contexts that share a block leave it a statement when both are fixed at once', () => {
    const text = lines(
      'import ssl',
      'a = ssl.create_default_context()',
      'b = ssl.create_default_context()',
      'with x:',
      '    a.check_hostname = False',
      '    b.check_hostname = False',
    );
    const { contexts } = reader.read(text);
    const edits = contexts.flatMap((context) => reader.write(text, context, names) ?? []);
    const after = applyEdits(text, edits) ?? '';
    written.push(after);
    expect(after).toContain('pass');
    expect(factsOf(after)).toEqual(['client', 'client']);
  });
});

describe('paths as the file writes its own', () => {
  const join = "os.path.join(os.path.dirname(__file__), 'certs', 'c.pem')";
  check([
    [
      'os.path',
      trust,
      ['import os, ssl', client, `ctx.load_cert_chain(${join})`, ...off],
      [
        'import os, ssl',
        client,
        `ctx.load_cert_chain(${join})`,
        `ctx.load_verify_locations(${join.replace('c.pem', 'ca.pem')})`,
      ],
    ],
    [
      'a name for the folder',
      trust,
      [
        'import os, ssl',
        'HERE = os.path.dirname(__file__)',
        client,
        "ctx.load_cert_chain(os.path.join(HERE, 'c.pem'))",
        ...off,
      ],
      [
        'import os, ssl',
        'HERE = os.path.dirname(__file__)',
        client,
        "ctx.load_cert_chain(os.path.join(HERE, 'c.pem'))",
        "ctx.load_verify_locations(os.path.join(HERE, 'certs', 'ca.pem'))",
      ],
    ],
    [
      'a name for the very folder',
      trust,
      [
        'from pathlib import Path',
        'import ssl',
        "CERTS = Path(__file__).parent / 'certs'",
        client,
        "ctx.load_cert_chain(CERTS / 'c.pem')",
        ...off,
      ],
      [
        'from pathlib import Path',
        'import ssl',
        "CERTS = Path(__file__).parent / 'certs'",
        client,
        "ctx.load_cert_chain(CERTS / 'c.pem')",
        "ctx.load_verify_locations(CERTS / 'ca.pem')",
      ],
    ],
    [
      'a folder beside it',
      { setting: 'verify-peer', trustAnchors: '../shared/ca.pem' },
      [
        'from pathlib import Path',
        'import ssl',
        'HERE = Path(__file__).parent',
        client,
        "ctx.load_cert_chain(HERE / 'c.pem')",
        ...off,
      ],
      [
        'from pathlib import Path',
        'import ssl',
        'HERE = Path(__file__).parent',
        client,
        "ctx.load_cert_chain(HERE / 'c.pem')",
        "ctx.load_verify_locations(HERE / '..' / 'shared' / 'ca.pem')",
      ],
    ],
    [
      'a string added',
      trust,
      ['import os, ssl', 'HERE = os.path.dirname(__file__)', client, "ctx.load_cert_chain(HERE + '/c.pem')", ...off],
      [
        'import os, ssl',
        'HERE = os.path.dirname(__file__)',
        client,
        "ctx.load_cert_chain(HERE + '/c.pem')",
        `ctx.load_verify_locations(HERE + '/${ca}')`,
      ],
    ],
    [
      'an absolute path',
      { setting: 'verify-peer', trustAnchors: '/etc/ssl/ca.pem' },
      ['import os, ssl', client, `ctx.load_cert_chain(${join})`, ...off],
      ['import os, ssl', client, `ctx.load_cert_chain(${join})`, "ctx.load_verify_locations('/etc/ssl/ca.pem')"],
    ],
    [
      'quotes and backslashes in it',
      { setting: 'verify-peer', trustAnchors: "it's\\ca.pem" },
      ['import ssl', client, ...off],
      ['import ssl', client, "ctx.load_verify_locations('it\\'s\\\\ca.pem')"],
    ],
  ]);
});

test('a folder by a name that is not in reach', () => {
  const header = [
    'import os, ssl',
    'def f(c: ssl.SSLContext):',
    '    here = os.path.dirname(__file__)',
    "    c.load_cert_chain(os.path.join(here, 'c.pem'))",
  ];
  const load = "ctx.load_verify_locations(os.path.join(os.path.dirname(__file__), 'certs', 'ca.pem'))";
  expect(change(lines(...header, client, ...off), trust, 1)).toBe(lines(...header, client, load));
});

describe('contexts made unverified', () => {
  check([
    [
      'made anew',
      verify,
      ['import ssl', 'c = ssl._create_unverified_context()'],
      ['import ssl', 'c = ssl.create_default_context()'],
    ],
    [
      'made anew with a CA',
      trust,
      ['import ssl', 'f(ssl._create_unverified_context())'],
      ['import ssl', `f(ssl.create_default_context(cafile='${ca}'))`],
    ],
    [
      'without the arguments that only the old call has',
      trust,
      ['import ssl', 'c = ssl._create_unverified_context(ssl.PROTOCOL_TLS_CLIENT, check_hostname=False)'],
      ['import ssl', `c = ssl.create_default_context(cafile='${ca}')`],
    ],
    [
      'with the CA it had',
      trust,
      ['import ssl', "c = ssl._create_unverified_context(cert_reqs=ssl.CERT_NONE, cafile='a.pem')"],
      ['import ssl', "c = ssl.create_default_context(cafile='a.pem')"],
    ],
    [
      'with its name imported once',
      verify,
      ['from ssl import _create_unverified_context as make', 'c = make()'],
      ['from ssl import _create_unverified_context as make, create_default_context', 'c = create_default_context()'],
    ],
    [
      'and switched off once more',
      names,
      ['import ssl', 'ctx = ssl._create_unverified_context()', ...off],
      ['import ssl', 'ctx = ssl.create_default_context()'],
    ],
    [
      'the default of the program',
      trust,
      ['import ssl', 'ssl._create_default_https_context = ssl._create_unverified_context', 'print()'],
      ['import ssl', 'print()'],
    ],
    [
      'the default of the program, in a block of its own',
      verify,
      ['import ssl', "if hasattr(ssl, 'x'):", '    ssl._create_default_https_context = ssl._create_unverified_context'],
      ['import ssl', "if hasattr(ssl, 'x'):", '    pass'],
    ],
    [
      'everything in one call',
      trust,
      ['import ssl', 's = ssl.wrap_socket(s, cert_reqs=ssl.CERT_NONE)'],
      ['import ssl', `s = ssl.wrap_socket(s, cert_reqs=ssl.CERT_REQUIRED, ca_certs='${ca}')`],
    ],
  ]);
});

describe('names of servers', () => {
  const wrapped = (call: string, ...before: string[]): string[] => [
    'import socket, ssl',
    'def f(host, sock):',
    ...[client, ...off, ...before, call].map((line) => `    ${line}`),
  ];
  const fixed = (call: string, ...before: string[]): string[] => [
    'import socket, ssl',
    'def f(host, sock):',
    ...[client, ...before, call].map((line) => `    ${line}`),
  ];
  check([
    [
      'the host that is connected to',
      verify,
      wrapped('ctx.wrap_socket(sock)', 'sock = socket.create_connection((host, 443))'),
      fixed('ctx.wrap_socket(sock, server_hostname=host)', 'sock = socket.create_connection((host, 443))'),
    ],
    [
      'the host that is connected to afterwards',
      names,
      wrapped("ctx.wrap_socket(sock).connect(('db.internal', 1))"),
      fixed("ctx.wrap_socket(sock, server_hostname='db.internal').connect(('db.internal', 1))"),
    ],
    [
      'a name that is there already',
      verify,
      wrapped('ctx.wrap_socket(sock, server_hostname=host)'),
      fixed('ctx.wrap_socket(sock, server_hostname=host)'),
    ],
    [
      'verification alone, where the host is not to be found',
      trust,
      wrapped('ctx.wrap_socket(sock)'),
      fixed('ctx.wrap_socket(sock)', 'ctx.check_hostname = False', `ctx.load_verify_locations('${ca}')`),
    ],
    [
      'verification alone, for a context made unverified',
      trust,
      ['import ssl', 'c = ssl._create_unverified_context()', 'c.wrap_socket(s)'],
      [
        'import ssl',
        `c = ssl._create_unverified_context(cert_reqs=ssl.CERT_REQUIRED, cafile='${ca}')`,
        'c.wrap_socket(s)',
      ],
    ],
  ]);

  test('nothing, where the name check would make the program fail', () => {
    expect(change(lines(...wrapped('ctx.wrap_socket(sock)')), names)).toBeUndefined();
  });

  test('nothing, where another branch still switches verification off', () => {
    const text = lines(
      'import ssl',
      client,
      'ctx.check_hostname = False',
      'if x:',
      '    ctx.verify_mode = ssl.CERT_NONE',
    );
    expect(change(text, names)).toBeUndefined();
  });
});

describe('versions', () => {
  check([
    [
      'a floor',
      floor,
      ['import ssl', client, 'ctx.minimum_version = ssl.TLSVersion.TLSv1  # old'],
      ['import ssl', client, 'ctx.minimum_version = ssl.TLSVersion.TLSv1_2  # old'],
    ],
    [
      'a floor by a shorter name',
      floor,
      ['from ssl import SSLContext, TLSVersion as V', 'c = SSLContext()', 'c.minimum_version = V.TLSv1'],
      ['from ssl import SSLContext, TLSVersion as V', 'c = SSLContext()', 'c.minimum_version = V.TLSv1_2'],
    ],
    [
      'a floor by a name of its own',
      floor,
      ['import ssl', 'OLD = ssl.TLSVersion.TLSv1', client, 'ctx.minimum_version = OLD'],
      ['import ssl', 'OLD = ssl.TLSVersion.TLSv1', client, 'ctx.minimum_version = ssl.TLSVersion.TLSv1_2'],
    ],
    [
      'a ceiling',
      ceiling,
      ['import ssl', client, 'ctx.maximum_version = ssl.TLSVersion.TLSv1_1'],
      ['import ssl', client, 'ctx.maximum_version = ssl.TLSVersion.TLSv1_3'],
    ],
    [
      'a protocol',
      floor,
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)'],
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)'],
    ],
    [
      'a protocol of a server',
      floor,
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)', 'c.wrap_socket(s, server_side=True)'],
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)', 'c.wrap_socket(s, server_side=True)'],
    ],
    [
      'a protocol by its imported name',
      floor,
      ['from ssl import PROTOCOL_TLSv1, SSLContext', 'c = SSLContext(PROTOCOL_TLSv1)'],
      ['from ssl import PROTOCOL_TLSv1, SSLContext, PROTOCOL_TLS_CLIENT', 'c = SSLContext(PROTOCOL_TLS_CLIENT)'],
    ],
    [
      'a protocol of a client that must not verify all at once',
      floor,
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)', 'c.verify_mode = ssl.CERT_NONE'],
      ['import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_TLS)', 'c.verify_mode = ssl.CERT_NONE'],
    ],
  ]);

  test('the two ends of one protocol are changed alike', () => {
    const text = lines('import ssl', 'c = ssl.SSLContext(ssl.PROTOCOL_SSLv3)');
    expect(change(text, ceiling)).toBe(change(text, floor));
  });

  test('nothing that is not written', () => {
    const text = lines('import ssl', client);
    for (const wanted of [floor, ceiling, verify, trust, names]) expect(change(text, wanted)).toBeUndefined();
    expect(change(text, { setting: 'protocols', value: ['TLSv1.2'], of: [] })).toBeUndefined();
  });
});

describe('libraries', () => {
  check([
    [
      'an argument gone',
      verify,
      ['import requests', 'requests.get(u, verify=False)'],
      ['import requests', 'requests.get(u)'],
    ],
    [
      'an argument replaced',
      trust,
      ['import requests', 'requests.get(u, verify=False, timeout=3)'],
      ['import requests', `requests.get(u, verify='${ca}', timeout=3)`],
    ],
    [
      'the first of several',
      verify,
      ['import requests', 'requests.get(verify=False, url=u)'],
      ['import requests', 'requests.get(url=u)'],
    ],
    ['the only one', verify, ['import httpx', 'httpx.Client(verify=False)'], ['import httpx', 'httpx.Client()']],
    [
      'one on a line of its own',
      verify,
      ['import requests', 'requests.get(', '    u,', '    verify=False', ')'],
      ['import requests', 'requests.get(', '    u,', ')'],
    ],
    [
      'one with a comment',
      verify,
      ['import requests', 'requests.get(', '    u,', '    verify=False,  # for now', ')'],
      ['import requests', 'requests.get(', '    u,', '      # for now', ')'],
    ],
    [
      'one with a comment and no comma',
      verify,
      ['import requests', 'requests.get(', '    u,', '    verify=False  # for now', ')'],
      ['import requests', 'requests.get(', '    u,', '      # for now', ')'],
    ],
    [
      'a trailing comma',
      verify,
      ['import requests', 'requests.get(u, verify=False,)'],
      ['import requests', 'requests.get(u, )'],
    ],
    [
      'a session',
      verify,
      ['import requests', 's = requests.Session()', 's.verify = False', 's.get(u)'],
      ['import requests', 's = requests.Session()', 's.get(u)'],
    ],
    [
      'a session with a CA',
      trust,
      ['import requests', 's = requests.Session()', 's.verify = False'],
      ['import requests', 's = requests.Session()', `s.verify = '${ca}'`],
    ],
    [
      'httpx, which wants a context',
      trust,
      ['import httpx', 'httpx.get(u, verify=False)'],
      ['import ssl', 'import httpx', `httpx.get(u, verify=ssl.create_default_context(cafile='${ca}'))`],
    ],
    [
      'an import after the docstring and the future',
      trust,
      [
        '#!/usr/bin/env python3',
        '"""What it does."""',
        'from __future__ import annotations',
        'from aiohttp import TCPConnector',
        'TCPConnector(ssl=False)',
      ],
      [
        '#!/usr/bin/env python3',
        '"""What it does."""',
        'from __future__ import annotations',
        'import ssl',
        'from aiohttp import TCPConnector',
        `TCPConnector(ssl=ssl.create_default_context(cafile='${ca}'))`,
      ],
    ],
    [
      'aiohttp',
      verify,
      ['import aiohttp', 'aiohttp.TCPConnector(limit=1, ssl=False)'],
      ['import aiohttp', 'aiohttp.TCPConnector(limit=1)'],
    ],
    [
      'urllib3, both at once',
      verify,
      ['import urllib3', "urllib3.PoolManager(cert_reqs='CERT_NONE', assert_hostname=False)"],
      ['import urllib3', 'urllib3.PoolManager()'],
    ],
    [
      'urllib3, both at once, for the name',
      names,
      ['import urllib3', "urllib3.PoolManager(1, cert_reqs='CERT_NONE', assert_hostname=False)"],
      ['import urllib3', 'urllib3.PoolManager(1)'],
    ],
    [
      'urllib3 with a CA',
      trust,
      ['import urllib3', "urllib3.PoolManager(assert_hostname=False, cert_reqs='CERT_NONE')"],
      ['import urllib3', `urllib3.PoolManager(ca_certs='${ca}')`],
    ],
    [
      'a path object as a string',
      trust,
      [
        'from pathlib import Path',
        'import requests',
        "requests.get(u, cert=Path(__file__).parent / 'c.pem', verify=False)",
      ],
      [
        'from pathlib import Path',
        'import requests',
        "requests.get(u, cert=Path(__file__).parent / 'c.pem', verify=str(Path(__file__).parent / 'certs' / 'ca.pem'))",
      ],
    ],
  ]);
});

test('the fixes of the two findings of one context are one', () => {
  for (const creation of ['create_default_context()', 'SSLContext(ssl.PROTOCOL_TLS)', '_create_unverified_context()']) {
    const text = lines('import ssl', `ctx = ssl.${creation}`, ...off);
    const [context] = reader.read(text).contexts;
    if (!context) throw new Error('no context');
    const [one, other] = [reader.write(text, context, verify), reader.write(text, context, names)];
    expect(one).toEqual(other);
    expect(applyEdits(text, [...(one ?? []), ...(other ?? [])])).toBe(applyEdits(text, one ?? []));
  }
});

test('a context of another text is not written', () => {
  const [context] = reader.read(lines('import ssl', client, ...off)).contexts;
  if (!context) throw new Error('no context');
  expect(reader.write('import ssl\n', context, verify)).toBeUndefined();
});
