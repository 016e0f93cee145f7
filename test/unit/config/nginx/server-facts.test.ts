import { describe, expect, test } from 'vitest';
import type { ConfigWhole } from '../../../../server/core/config/language.ts';
import { reader } from '../../../../server/core/config/nginx/reader.ts';
import type { TlsContext } from '../../../../server/core/tls/context.ts';

const server = (...lines: string[]): string => `server {\nlisten 443 ssl;\n${lines.join('\n')}\n}\n`;
const http = (...lines: string[]): string => `http {\n${lines.join('\n')}\n}\n`;
const certificate = 'ssl_certificate a.pem;';
const application = 'location / { proxy_pass http://app; }';

function servers(text: string): TlsContext[] {
  return reader.read(text).contexts.filter(({ role }) => role === 'server');
}

describe('early data', () => {
  test.each<[string, string, (true | false | 'unknown' | undefined)[], boolean[]]>([
    ['off', server('ssl_early_data off;', application), [false], [true]],
    ['from a template', server('ssl_early_data {{ x }};', application), ['unknown'], [true]],
    ['of files alone', server('ssl_early_data on;', 'root /srv;'), [true], [true]],
    ['for an application', server('ssl_early_data on;', application), [true], [false]],
    [
      'that the application is told of',
      server(
        'ssl_early_data on;',
        'location / { proxy_set_header Early-Data $ssl_early_data; proxy_pass http://app; }',
      ),
      [true],
      [true],
    ],
    ['that a file may guard', server('ssl_early_data on;', 'include guard.conf;', application), [true], [true]],
    [
      'that a map makes use of',
      http(
        'map $ssl_early_data $early { 1 yes; }',
        server('ssl_early_data on;', 'if ($early) { return 425; }', application),
      ),
      [true],
      [true],
    ],
    [
      'that a map reads in vain',
      http('map $ssl_early_data $early { 1 yes; }', server('ssl_early_data on;', application)),
      [true],
      [false],
    ],
    ['of http', http('ssl_early_data on;', server(application), server('root /srv;')), [true, true], [false, true]],
    ['in a stream', `stream {\n${server('ssl_early_data on;', 'proxy_pass app;')}}\n`, [undefined], [true]],
  ])('%s', (_, text, values, guarded) => {
    const contexts = servers(text);
    expect(contexts.map(({ earlyData }) => earlyData?.value)).toEqual(values);
    expect(contexts.map(({ guardsEarlyData }) => guardsEarlyData ?? true)).toEqual(guarded);
  });
});

describe('stapling', () => {
  test.each<[string, string, (readonly string[] | undefined)[]]>([
    ['off', server(certificate, 'ssl_stapling off;'), [undefined]],
    ['of one certificate', server(certificate, 'ssl_stapling on;'), [['a.pem']]],
    ['without one', server('ssl_stapling on;'), [undefined]],
    ['of a variable', server('ssl_certificate $name.pem;', 'ssl_stapling on;'), [undefined]],
    ['from a file', server(certificate, 'ssl_stapling on;', 'ssl_stapling_file a.der;'), [undefined]],
    [
      'from another responder',
      server(certificate, 'ssl_stapling on;', 'ssl_stapling_responder http://b/;'),
      [undefined],
    ],
    [
      'of all servers that share it',
      http('ssl_stapling on;', server(certificate), server('ssl_certificate b.pem;', 'ssl_certificate c.pem;')),
      [
        ['a.pem', 'b.pem', 'c.pem'],
        ['a.pem', 'b.pem', 'c.pem'],
      ],
    ],
    [
      'of servers of which one has a response of its own',
      http('ssl_stapling on;', server(certificate), server(certificate, 'ssl_stapling_file a.der;')),
      [undefined, undefined],
    ],
    [
      'of servers of which one does not staple',
      http('ssl_stapling on;', server(certificate), server('ssl_certificate b.pem;', 'ssl_stapling off;')),
      [['a.pem'], undefined],
    ],
  ])('%s', (_, text, expected) => {
    expect(servers(text).map(({ stapledCertificates: all }) => all?.map(({ path }) => path))).toEqual(expected);
  });
});

test('settings to be included: what the server in the other file makes of them', () => {
  const main = http(server(certificate, application, 'include tls.conf;'));
  const self = 'ssl_stapling on;\nssl_early_data on;\n';
  const whole: ConfigWhole = {
    main: 'main',
    self: 'self',
    files: new Map([
      ['main', { text: main, includes: new Map([['tls.conf', ['self']]]) }],
      ['self', { text: self, includes: new Map() }],
    ]),
  };
  const alone = reader.read(self).contexts;
  expect(alone).toMatchObject([{ stapling: { value: true }, earlyData: { value: true } }]);
  expect(alone[0]).not.toHaveProperty('guardsEarlyData');
  expect(reader.readIn?.(whole, alone).contexts).toMatchObject([
    { guardsEarlyData: false, stapledCertificates: [{ path: 'a.pem' }], stapling: alone[0]?.stapling },
  ]);
});
