import { reader } from '../../../../server/core/config/python/reader.ts';
import type { FileReference, Setting, TlsContext } from '../../../../server/core/tls/context.ts';

/** The lines of a program, each ended. */
export function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

/** What a text says of its contexts, in few words: `client verify=none names=false min=TLSv1 cert=a.pem key=a.key`. */
export function factsOf(text: string): string[] {
  return reader.read(text).contexts.map(describe);
}

export function describe(context: TlsContext): string {
  const files = (name: string, settings: readonly Setting<FileReference>[] = []): string[] =>
    settings.map(({ value }) => `${name}=${value === 'unknown' ? value : pathOf(value)}`);
  const setting = (name: string, held: Setting<unknown> | undefined): string[] =>
    held ? [`${name}=${held.value}`] : [];
  return [
    context.role,
    ...setting('verify', context.peerVerification),
    ...setting('names', context.hostnameVerification),
    ...setting('min', context.minVersion),
    ...setting('max', context.maxVersion),
    ...files('cert', context.certificates),
    ...files('key', context.privateKeys),
    ...files('ca', context.trustAnchors),
    ...files('crl', context.revocationLists),
    ...(context.hasTrustAnchors && !context.trustAnchors ? ['trusts'] : []),
  ].join(' ');
}

function pathOf({ path, base }: FileReference): string {
  return base === 'document' ? `./${path}` : path;
}

/** Every setting and reference of a context as the characters that it underlines. */
export function underlined(text: string): string[] {
  const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  return reader
    .read(text)
    .contexts.flatMap((context) => [
      slice(context.nameSpan),
      ...[context.peerVerification, context.hostnameVerification, context.minVersion, context.maxVersion].flatMap(
        (setting) => (setting ? [slice(setting.span)] : []),
      ),
      ...[context.certificates, context.privateKeys, context.trustAnchors, context.revocationLists].flatMap(
        (settings) =>
          (settings ?? []).flatMap(({ value, span }) => [
            slice(span),
            ...(value === 'unknown' ? [] : [`[${slice(value.span)}]`]),
          ]),
      ),
    ]);
}
