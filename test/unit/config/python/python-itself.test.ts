/** Python says what its contexts are after a program; we must have said the same, and fixes must make them secure. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/core/base/edit.ts';
import { reader } from '../../../../server/core/config/python/reader.ts';
import type { TlsContext } from '../../../../server/core/tls/context.ts';
import { makeCertificate } from '../../../support/certificates.ts';
import { lines } from './facts.ts';
import { type Outcome, run } from './python.ts';

let files: Record<string, string> = {};

beforeAll(async () => {
  const ca = await makeCertificate({
    cn: 'Test CA',
    from: new Date('2026-01-01T00:00:00Z'),
    to: new Date('2049-01-01T00:00:00Z'),
    ca: true,
  });
  files = { 'certs/ca.pem': ca.certificate };
});

const modes = { none: 'CERT_NONE', optional: 'CERT_OPTIONAL', required: 'CERT_REQUIRED' } as const;

const creations = [
  ['ssl.create_default_context()', 'CERT_REQUIRED', true],
  ['ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)', 'CERT_NONE', false],
  ['ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)', 'CERT_REQUIRED', true],
  ['ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)', 'CERT_NONE', false],
  ['ssl.SSLContext(ssl.PROTOCOL_TLS)', 'CERT_NONE', false],
  ['ssl._create_unverified_context()', 'CERT_NONE', false],
  ['ssl._create_unverified_context(cert_reqs=ssl.CERT_REQUIRED, check_hostname=True)', 'CERT_REQUIRED', true],
] as const;

/** Ways to say the same thing in the middle of a program. `{}` is the statement, `flag` nobody can know. */
const wrappings = [
  ['{}'],
  ['{}  # comment'],
  ['{}; print(end="")'],
  ['with contextlib.nullcontext():', '    {}'],
  ['try:', '    {}', 'finally:', '    pass'],
  ['if True:', '    {}'],
  ['if flag():', '    {}'],
  ['if not flag():', '    pass', 'else:', '    {}'],
  ['for _ in range(2):', '    {}'],
  ['def f():', '    {}', 'f()'],
  ['d = c', '{d}'],
];

const settings = [
  'c.check_hostname = False',
  'c.check_hostname = True',
  'c.verify_mode = ssl.CERT_NONE',
  'c.verify_mode = ssl.VerifyMode.CERT_OPTIONAL',
  'c.verify_mode = ssl.CERT_REQUIRED',
  'c.check_hostname, c.verify_mode = False, ssl.CERT_NONE',
  'c.check_hostname = False; c.verify_mode = ssl.CERT_NONE',
];

const step = fc
  .record({
    setting: fc.constantFrom(...settings),
    wrapping: fc.oneof({ weight: 3, arbitrary: fc.constant<readonly string[]>(['{}']) }, fc.constantFrom(...wrappings)),
  })
  .map(({ setting, wrapping }) =>
    [...wrapping].map((line: string) => line.replace('{d}', setting.replaceAll('c.', 'd.')).replace('{}', setting)),
  );

const program = fc
  .record({
    creation: fc.constantFrom(...creations),
    flag: fc.boolean(),
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  })
  .map(({ creation: [creation, mode, names], flag, steps }) => ({
    text: lines(
      'import contextlib, os, ssl',
      'def flag():',
      `    return os.sep == ${flag ? "'/'" : "'#'"}`,
      `c = ${creation}`,
      ...steps.flat(),
    ),
    mode,
    names,
  }));

function only(text: string): TlsContext {
  const [context, ...rest] = reader.read(text).contexts;
  if (!context || rest.length > 0) throw new Error(`not one context:\n${text}`);
  return context;
}

/** The mode and the name check that a reading expects; undefined where it says nothing. */
function expected(context: TlsContext, mode: string, names: boolean): [string | undefined, boolean | undefined] {
  const verification = context.peerVerification?.value;
  const check = context.hostnameVerification?.value;
  return [
    verification === undefined
      ? mode
      : verification === 'unknown' || verification === 'unverified'
        ? undefined
        : modes[verification],
    context.role === 'server' || check === 'unknown' ? undefined : (check ?? names),
  ];
}

function actual({ contexts }: Outcome): [string, boolean] {
  const [mode = '', names = ''] = contexts[0]?.split(' ') ?? [];
  return [mode, names === 'True'];
}

test('what a program leaves is what was read', () => {
  const programs = fc.sample(program, { numRuns: 400, seed: 20261123 });
  const outcomes = run(
    programs.map(({ text }) => text),
    files,
  );
  let compared = 0;
  for (const [i, { text, mode, names }] of programs.entries()) {
    const outcome = outcomes[i];
    // Programs that Python itself refuses (the order of the two switches) leave nothing to compare.
    if (!outcome || outcome.error) continue;
    const [wantedMode, wantedNames] = expected(only(text), mode, names);
    const [mode2, names2] = actual(outcome);
    if (wantedMode !== undefined) expect(wantedMode, text).toBe(mode2);
    if (wantedNames !== undefined) expect(wantedNames, text).toBe(names2);
    compared += Number(wantedMode !== undefined) + Number(wantedNames !== undefined);
  }
  expect(compared).toBeGreaterThan(200);
});

test.each([
  ['with a CA', 'certs/ca.pem'],
  ['with the system', undefined],
])('what a fix leaves is verified, and stays so with every fix applied at once: %s', (_, trustAnchors) => {
  const programs = fc.sample(program, { numRuns: 400, seed: 20261124 }).map(({ text }) => text);
  const before = run(programs, files);
  const fixed = programs.flatMap((text, i) => {
    const context = only(text);
    const isOff = context.role === 'client' && context.peerVerification?.value === 'none';
    if (before[i]?.error || !isOff) return [];
    const peer = reader.write(text, context, {
      setting: 'verify-peer',
      ...(trustAnchors !== undefined && { trustAnchors }),
    });
    if (!peer) return [];
    const name = reader.write(text, context, { setting: 'verify-hostname' });
    const both = trustAnchors === undefined ? [...peer, ...(name ?? [])] : peer;
    return [{ text, after: applyEdits(text, both) ?? '', hasNames: name !== undefined }];
  });
  expect(fixed.length).toBeGreaterThan(50);
  const outcomes = run(
    fixed.map(({ after }) => after),
    files,
  );
  for (const [i, { text, after, hasNames }] of fixed.entries()) {
    const shown = `${text}\n---\n${after}`;
    expect(outcomes[i]?.error, shown).toBeUndefined();
    const [mode, names] = actual(outcomes[i] ?? { contexts: [] });
    expect(mode, shown).not.toBe('CERT_NONE');
    if (hasNames) expect(names, shown).toBe(true);
    const again = only(after);
    expect(again.peerVerification?.value, shown).not.toBe('none');
    if (hasNames) expect(again.hostnameVerification?.value, shown).not.toBe(false);
    if (trustAnchors !== undefined) expect(again.trustAnchors?.length, shown).toBe(1);
  }
});

test('fixed programs load the CA from where it is', () => {
  const off = ['ctx.check_hostname = False', 'ctx.verify_mode = ssl.CERT_NONE'];
  const here = "os.path.join(os.path.dirname(__file__), 'certs', 'ca.pem')";
  const programs = [
    ['import ssl', 'ctx = ssl.create_default_context()', ...off],
    ['import ssl', 'ctx = ssl.SSLContext()', ...off],
    ['import ssl', 'ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1)', ...off],
    ['import ssl', 'ctx = ssl._create_unverified_context()'],
    ['from ssl import _create_unverified_context', 'ctx = _create_unverified_context()'],
    [
      'from ssl import *',
      'ctx = create_default_context()',
      'ctx.check_hostname = False',
      'ctx.verify_mode = CERT_NONE',
    ],
    ['import os, ssl', `open(${here}).close()`, 'ctx = ssl.create_default_context()', ...off],
    [
      'import ssl',
      'class A:',
      '    def __init__(self):',
      '        self.c = ssl.create_default_context()',
      ...off.map((line) => `        ${line.replace('ctx', 'self.c')}`),
      'A()',
    ],
    [
      'import ssl',
      'from pathlib import Path',
      'ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)',
      "if False: ctx.load_cert_chain(Path(__file__).parent / 'c.pem')",
      ...off,
    ],
    [
      'import os, ssl',
      'HERE = os.path.dirname(__file__)',
      'ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)',
      "if False: ctx.load_cert_chain(HERE + '/c.pem')",
      ...off,
    ],
  ].map((program) => lines(...program));
  const fixed = programs.map((text) => {
    const edits = reader.write(text, only(text), { setting: 'verify-peer', trustAnchors: 'certs/ca.pem' });
    return applyEdits(text, edits ?? []) ?? '';
  });
  const outcomes = run(fixed, files);
  for (const [i, { error, contexts }] of outcomes.entries()) {
    expect(error, fixed[i]).toBeUndefined();
    expect(contexts, fixed[i]).toContainEqual(expect.stringMatching(/^CERT_REQUIRED True [1-9]/));
  }
});

test('a floor that was raised is the floor', () => {
  const text = lines('import ssl', 'c = ssl.create_default_context()', 'c.minimum_version = ssl.TLSVersion.TLSv1_1');
  const edits = reader.write(text, only(text), { setting: 'min-version', value: 'TLSv1.2' });
  const after = `${applyEdits(text, edits ?? [])}assert c.minimum_version is ssl.TLSVersion.TLSv1_2\n`;
  expect(run([after, text.replace('TLSv1_1', 'TLSv1_9')]).map(({ error }) => error?.split(':')[0])).toEqual([
    undefined,
    'AttributeError',
  ]);
});
