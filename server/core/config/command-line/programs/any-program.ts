import type { ProgramSwitches } from './program.ts';

/** Programs whose words are text to them, not options of something. */
const ofText =
  /^(?:echo|printf|e?grep|fgrep|rg|ag|ack|sed|awk|gawk|perl|man|info|help|test|\[|case|expr|cat|tee|less|jq|yq|read|return|log|logger|say|msg|warn\w*|err\w*|die|fail|exit|git|which|type|whatis|apropos|tr|cut|sort|find|ls|cp|mv|rm|assert\w*|contain\w*|diff|cmp)$/;

/**
 * Flags that say what they do whatever the program: for one that nothing else is known of, and for the arguments of a
 * container whose program is in its image.
 */
const unmistakable: ProgramSwitches = {
  programs: [],
  off: [
    'insecure-skip-tls-verify',
    'insecure-skip-tls-verify-backend',
    'insecure-skip-verify',
    'insecureSkipVerify',
    'insecureSkipTLSVerify',
    'tls-insecure-skip-verify',
    'tlsInsecureSkipVerify',
    'tls.insecure-skip-verify',
    'tls-skip-verify',
    'skip-tls-verify',
    'skip-ssl-verify',
    'skip-ssl-validation',
    'kubelet-insecure-tls',
    'no-check-certificate',
    'no-verify-ssl',
    'no-ssl-verify',
    'no-verify-tls',
    'serversTransport.insecureSkipVerify',
    'serverstransport.insecureskipverify',
    'remoteWrite.tlsInsecureSkipVerify',
    'remote-write.tls-insecure-skip-verify',
  ].flatMap((name) => [`--${name}`, `-${name}`]),
  on: [
    '--tls-verify',
    '--verify-tls',
    '--ssl-verify',
    '--verify-ssl',
    '--tlsverify',
    '--dest-tls-verify',
    '--src-tls-verify',
    '--strict-ssl',
  ],
  versions: [
    { option: '--tls-min-version', value: /^VersionTLS10$/, effect: { kind: 'floor', version: 'TLSv1' } },
    { option: '--tls-min-version', value: /^VersionTLS11$/, effect: { kind: 'floor', version: 'TLSv1.1' } },
  ],
};

export function takesText(name: string): boolean {
  return ofText.test(name);
}

/** What a program that is not known has in common with others; undefined where its words are text. */
export function anyProgram(name: string): ProgramSwitches | undefined {
  return takesText(name) ? undefined : unmistakable;
}
