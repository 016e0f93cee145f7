import type { TextEdit } from '../../../base/edit.ts';
import type { Observation } from '../../../tls/observation.ts';
import { givenTo, has, type OpenSslCall, optionOf } from './call.ts';
import { insertBehind } from './edits.ts';
import { addedExtensions, requestConfiguration } from './extensions.ts';
import { commonName } from './files.ts';
import { leafNames } from './leaf-names.ts';
import { type OpenSslScript, subjectOf } from './script.ts';

/**
 * `req -x509` makes a CA unless it is told otherwise: OpenSSL's own configuration has `CA:TRUE` in the section that it
 * takes, and no keyUsage, which RFC 5280, 4.2.1.3 asks of every CA.
 */
export function* observeSelfSigned(script: OpenSslScript, call: OpenSslCall): Iterable<Observation> {
  if (call.subcommand !== 'req' || !has(call, '-x509') || call.mayHaveMore || has(call, '-x509v1')) return;
  const added = addedExtensions(call);
  if (!added || added.hasKeyUsage || (added.hasBasicConstraints && !added.isCa)) return;
  const isOwn = has(call, '-config', '-extensions') || !call.usesStock;
  if (isOwn) {
    // Of a file that is written here its own section is spoken of.
    const configured = givenTo(call, '-config')?.word.process && requestConfiguration(call);
    if (!configured?.isCa || configured.hasKeyUsage) return;
  }
  const anchor = optionOf(call, '-x509')?.words[0];
  const isCa = script.isCaCertificate(call);
  yield {
    code: 'openssl/ca-without-key-usage',
    form: isCa ? 'ca' : 'server',
    span: call.head,
    repair: () => anchor && (isCa || isOwn ? caEdits(anchor) : leafEdits(call, anchor)),
  };
}

type Anchor = Parameters<typeof insertBehind>[0];

function caEdits(anchor: Anchor): readonly TextEdit[] {
  return insertBehind(anchor, ['-addext', 'keyUsage=critical,keyCertSign,cRLSign']);
}

function leafEdits(call: OpenSslCall, anchor: Anchor): readonly TextEdit[] {
  const asked = call.options.flatMap(({ name, value }) => (name === '-addext' && value ? [value.text] : []));
  const isAsked = (extension: string): boolean => asked.some((text) => text.trim().startsWith(extension));
  const names = leafNames(commonName(subjectOf(call)));
  return insertBehind(
    anchor,
    [
      'basicConstraints=critical,CA:FALSE',
      'keyUsage=critical,digitalSignature',
      ...(isAsked('extendedKeyUsage') ? [] : ['extendedKeyUsage=serverAuth']),
      ...(isAsked('subjectAltName') || names === undefined ? [] : [`subjectAltName=${names}`]),
    ].flatMap((extension) => ['-addext', extension]),
  );
}
