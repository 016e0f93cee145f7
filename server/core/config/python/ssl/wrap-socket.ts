import type { TextEdit } from '../../../base/edit.ts';
import type { Change } from '../../../tls/change.ts';
import type { FileReference, Setting } from '../../../tls/context.ts';
import { writeName } from '../imports.ts';
import { argument, explicit, fileSetting, hasUnpacked, isNone, type Place, type SourceFile } from '../place.ts';
import { spanOf } from '../syntax.ts';
import { addArgument, replaceNode } from '../text-edits.ts';
import type { Argument, Call, Subject } from '../value.ts';
import { versionOfProtocol } from '../versions.ts';
import { writePath } from '../written-path.ts';
import { readVerifyMode } from './verify-mode.ts';

/** `ssl.wrap_socket(…)`, all settings in one call. Removed in Python 3.12; it never checks a name. */
export function readWrapSocket({ origin, call, statement }: Subject): Place | undefined {
  if (origin !== 'ssl.wrap_socket' || !call) return undefined;
  const given = readArguments(call);
  const { mode, version, certificate, key, anchors } = given;
  const side = argument(call, 'server_side', 3)?.value;
  const isOpen = hasUnpacked(call) || (side !== undefined && side.kind !== 'constant');
  const role = side?.kind === 'constant' && side.value ? 'server' : 'client';
  const only = version?.value.kind === 'name' ? versionOfProtocol(version.value.name) : undefined;
  const range = only && version ? explicit(only, version.span) : undefined;
  const certificates = file(certificate, 'certificate');
  const privateKeys = file(certificate && (key ?? certificate), 'private-key');
  const trustAnchors = file(anchors, 'trust-anchors');
  const value = mode ? readVerifyMode(mode.value) : 'unknown';
  return {
    context: {
      role,
      span: spanOf(statement.from <= call.node.from && call.node.to <= statement.to ? call.node : statement),
      nameSpan: spanOf(call.callee),
      ...(range && { minVersion: range, maxVersion: range }),
      ...(mode && { peerVerification: explicit(isOpen && value === 'none' ? 'unknown' : value, mode.span) }),
      // Nobody is verified unless it is asked for.
      ...(!mode &&
        !isOpen &&
        role === 'client' && {
          peerVerification: { value: 'none', span: spanOf(call.callee), origin: 'default' } as const,
        }),
      ...(certificates && privateKeys && { certificates, privateKeys }),
      ...(trustAnchors && { trustAnchors }),
      hasTrustAnchors: anchors !== undefined,
    },
    insecure: [],
    write: (change, file) => write(change, call, file),
  };
}

function readArguments(
  call: Call,
): Record<'mode' | 'version' | 'certificate' | 'key' | 'anchors', Argument | undefined> {
  const given = (keyword: string, position: number): Argument | undefined => {
    const found = argument(call, keyword, position);
    return found && isNone(found.value) ? undefined : found;
  };
  return {
    key: given('keyfile', 1),
    certificate: given('certfile', 2),
    mode: given('cert_reqs', 4),
    version: given('ssl_version', 5),
    anchors: given('ca_certs', 6),
  };
}

function file(given: Argument | undefined, purpose: FileReference['purpose']): Setting<FileReference>[] | undefined {
  return given && [fileSetting(given, given.span, purpose)];
}

function write(change: Change, call: Call, file: SourceFile): TextEdit[] | undefined {
  const { mode, version, anchors } = readArguments(call);
  switch (change.setting) {
    case 'verify-peer': {
      if (!mode) return giveMode(change.trustAnchors, call, file);
      if (readVerifyMode(mode.value) !== 'none') return undefined;
      const required = writeName('ssl.CERT_REQUIRED', file.imports, call.node, file.text);
      const verified = replaceNode(mode.node, required.text);
      if (anchors) return [verified, ...required.edits];
      // Nothing is trusted unless it is named here.
      if (change.trustAnchors === undefined || mode.keyword === undefined) return undefined;
      const path = writePath(change.trustAnchors, file, call.node);
      return [
        { span: verified.span, text: `${required.text}, ca_certs=${path.text}` },
        ...required.edits,
        ...path.edits,
      ];
    }
    case 'min-version':
    case 'max-version': {
      if (version?.value.kind !== 'name' || !versionOfProtocol(version.value.name)) return undefined;
      // PROTOCOL_TLS_CLIENT checks names, for which this call has no argument.
      const protocol = writeName('ssl.PROTOCOL_TLS', file.imports, call.node, file.text);
      return [replaceNode(version.node, protocol.text), ...protocol.edits];
    }
    case 'verify-hostname':
    case 'weakness':
    case 'require-peer':
    case 'guard-early-data':
    case 'no-stapling':
    case 'verify-depth':
    case 'encrypt':
    case 'protocols':
      return undefined;
  }
}

/** `ssl.wrap_socket(sock)` with the two arguments that make it verify, where there is a CA to trust. */
function giveMode(trustAnchors: string | undefined, call: Call, file: SourceFile): TextEdit[] | undefined {
  const { anchors } = readArguments(call);
  if (hasUnpacked(call) || (!anchors && trustAnchors === undefined)) return undefined;
  const required = writeName('ssl.CERT_REQUIRED', file.imports, call.node, file.text);
  const path = anchors || trustAnchors === undefined ? undefined : writePath(trustAnchors, file, call.node);
  const edit = addArgument(call, `cert_reqs=${required.text}${path ? `, ca_certs=${path.text}` : ''}`);
  return edit && [edit, ...required.edits, ...(path?.edits ?? [])];
}
