import { type Message, message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { CipherSuite } from '../../tls/cipher-list/cipher-suite.ts';
import { ciphersOf, recommendedCiphers } from '../../tls/guideline.ts';
import { replaceList } from '../../tls/list-edit.ts';
import type { CipherStringReading } from '../../tls/lists.ts';

const shown = 2;

/** What servers do where nothing is said (nginx, Apache): written out, it is no other choice. */
const customary = /^HIGH(?::!aNULL:!MD5|:!MD5:!aNULL)$/;

export const docs: RuleDocs = {
  summary: 'Disallow key exchange by RSA encryption and by finite-field Diffie-Hellman in TLS 1.2.',
  why: "With RSA key exchange whoever gets the server's key later reads everything that was recorded, and its padding has leaked time and again. Finite-field Diffie-Hellman depends on parameters that are too often weak or reused. RFC 10015 deprecates both for TLS 1.2; every current client has suites with elliptic curves (ECDHE).",
  exceptions:
    'A list of which only wide keywords (`HIGH`, `DEFAULT`) let such suites in is information, and `DEFAULT` alone, which is what holds without a list, is not reported. So is a server’s list that has finite-field Diffie-Hellman among others where no parameters for it are set: nginx, Node.js and Python do not use it then. Suites that no handshake can end with, for the security level or for want of a pre-shared key, do not count.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA;\n}\n',
      fixed: `server {\n    listen 443 ssl;\n    ssl_ciphers ${recommendedCiphers};\n}\n`,
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: 'db.internal', ciphers: 'DHE-RSA-AES256-GCM-SHA384' });\n",
      fixed: `require('node:tls').connect({ host: 'db.internal', ciphers: '${recommendedCiphers}' });\n`,
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM:RSA+AES')\n",
      fixed: `import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('${recommendedCiphers}')\n`,
    },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;\n}\n' },
    { language: 'javascript', text: "require('node:tls').connect({ host: 'db.internal', ciphers: 'DEFAULT' });\n" },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.set_ciphers('HIGH:!aNULL:!kRSA:!DHE')\n",
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-static-rsa-or-ffdhe-cipher',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 10015', 'RFC 9325, 4.1'],
  messages: {
    both: 'No forward secrecy: {rsaNames} ({rsa} of {all} allowed suites). Finite-field Diffie-Hellman: {dhNames} ({dh}). RFC 10015 deprecates both: allow only ECDHE.',
    rsa: 'No forward secrecy: {rsaNames} ({rsa} of {all} allowed suites). RFC 10015 deprecates RSA key exchange: allow only ECDHE.',
    dh: 'Finite-field Diffie-Hellman: {dhNames} ({dh} of {all} allowed suites). RFC 10015 deprecates it: allow only ECDHE.',
  },
  *check({ context }, { settings, uri }) {
    const setting = context.ciphers;
    if (!setting || setting.value === 'unknown') return;
    const list = setting.value;
    const reading = list.read(settings.openSslVersion);
    const { usable, steps } = reading;
    if (customary.test(list.text)) return;
    if (steps.every(({ command }) => command.kind === 'default' || command.kind === 'security-level')) return;
    const rsa = usable.filter(({ keyExchange }) => keyExchange === 'RSA');
    // Anonymous suites are another matter.
    const guided = ciphersOf(settings.guideline).split(':');
    const dh = usable.filter(
      ({ name, keyExchange, authentication }) =>
        keyExchange === 'DH' && authentication !== 'None' && !guided.includes(name),
    );
    if (rsa.length + dh.length === 0) return;
    // Without parameters servers pass these suites over, and go on to the others.
    const isUnused =
      context.role === 'server' && !context.dhParameters && rsa.length === 0 && dh.length < usable.length;
    const edits = replaceList(list, ciphersOf(settings.guideline));
    yield {
      span: setting.span,
      message: rsa.length > 0 && dh.length > 0 ? 'both' : rsa.length > 0 ? 'rsa' : 'dh',
      ...((isUnused || isWide([...rsa, ...dh], reading)) && { severity: 'information' as const }),
      data: {
        all: usable.length,
        rsa: rsa.length,
        rsaNames: firstOf(rsa),
        dh: dh.length,
        dhNames: firstOf(dh),
      },
      proposals: edits
        ? [
            {
              title: message('Write the recommended list'),
              kind: 'automatic',
              edits: edits.map((edit) => ({ ...edit, uri })),
            },
          ]
        : [],
    };
  },
});

/** True where nobody asked for these suites: items that bring them bring others as well. */
function isWide(suites: readonly CipherSuite[], { steps }: CipherStringReading): boolean {
  const asked = new Set(suites);
  return steps.every(
    ({ added }) => !added.some((suite) => asked.has(suite)) || added.some(({ keyExchange }) => keyExchange === 'ECDH'),
  );
}

function firstOf(suites: readonly CipherSuite[]): (string | Message)[] {
  const all = suites.map(({ name }) => name);
  if (all.length <= shown + 1) return all;
  return [...all.slice(0, shown), message('and {count} more', { count: all.length - shown })];
}
