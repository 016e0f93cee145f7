/** Since when nginx refuses a directive (`gone`), or only warns that it does nothing. */
const removed: Readonly<Record<string, { readonly since: string; readonly gone: boolean }>> = {
  ssl: { since: '1.25.1', gone: true },
  http2_push: { since: '1.25.1', gone: false },
  http2_push_preload: { since: '1.25.1', gone: false },
  http2_max_concurrent_pushes: { since: '1.25.1', gone: false },
  http2_idle_timeout: { since: '1.19.7', gone: false },
  http2_max_field_size: { since: '1.19.7', gone: false },
  http2_max_header_size: { since: '1.19.7', gone: false },
  http2_max_requests: { since: '1.19.7', gone: false },
  http2_recv_timeout: { since: '1.19.7', gone: false },
  spdy_chunk_size: { since: '1.9.5', gone: false },
  spdy_headers_comp: { since: '1.9.5', gone: false },
  limit_zone: { since: '1.7.6', gone: true },
};

export function removalOf(name: string): { readonly since: string; readonly gone: boolean } | undefined {
  return Object.hasOwn(removed, name) ? removed[name] : undefined;
}
