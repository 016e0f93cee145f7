import type { TextEdit } from '../../base/edit.ts';
import { type Span, span } from '../../base/span.ts';
import type { Weakness } from '../../tls/context.ts';
import type { ProtocolVersion } from '../../tls/protocol-version.ts';
import { readConnectionString } from './connection-strings.ts';
import { type Effect, type FoundSwitch, nameUnchecked, unverified } from './effect.ts';

/** A variable of the environment that programs take as a switch. */
interface EnvironmentSwitch {
  /** Whether a value switches off: measured, each program has its own words. */
  readonly off: RegExp;
  /** A value that leaves it on; absent where any value is taken as off. */
  readonly secure?: string;
  /** The variable that names a CA to trust. */
  readonly trust?: string;
  readonly effect?: Effect;
  /** Whatever it is set to: the value does not have to be known. */
  readonly isAny?: true;
}

/** Go's strconv.ParseBool. */
const goTrue = /^(?:1|t|T|TRUE|true|True)$/;
const goFalse = /^(?:0|f|F|FALSE|false|False)$/;
const truthy = /^(?:1|true|yes|on|y|t)$/i;
const falsy = /^(?:0|false|no|off|n|f)$/i;

const switches: Readonly<Record<string, EnvironmentSwitch | undefined>> = {
  // Node.js compares with "0" and nothing else.
  NODE_TLS_REJECT_UNAUTHORIZED: { off: /^0$/, secure: '1', trust: 'NODE_EXTRA_CA_CERTS' },
  // Read by Python 2.7 alone.
  PYTHONHTTPSVERIFY: { off: /^0$/, secure: '1', trust: 'SSL_CERT_FILE' },
  // git looks whether it is there: 0 and an empty value switch off too.
  GIT_SSL_NO_VERIFY: { off: /^/, isAny: true, trust: 'GIT_SSL_CAINFO' },
  YARN_ENABLE_STRICT_SSL: { off: /^(?:false|0)$/, secure: 'true' },
  YARN_STRICT_SSL: { off: /^false$/, secure: 'true' },
  PIP_TRUSTED_HOST: { off: /./ },
  UV_INSECURE_HOST: { off: /./ },
  BUNDLE_SSL_VERIFY_MODE: { off: /^0$/, secure: '1' },
  CONDA_SSL_VERIFY: { off: falsy, secure: 'true' },
  MAMBA_SSL_VERIFY: { off: falsy, secure: 'true' },
  COMPOSER_DISABLE_TLS: { off: truthy, secure: '0' },
  VAULT_SKIP_VERIFY: { off: goTrue, secure: 'false', trust: 'VAULT_CACERT' },
  CONSUL_HTTP_SSL_VERIFY: { off: goFalse, secure: 'true', trust: 'CONSUL_CACERT' },
  NOMAD_SKIP_VERIFY: { off: goTrue, secure: 'false', trust: 'NOMAD_CACERT' },
  PGSSLMODE: { off: /^(?:disable|allow|prefer|require)$/, secure: 'verify-full', trust: 'PGSSLROOTCERT' },
  LDAPTLS_REQCERT: { off: /^(?:never|allow)$/i, secure: 'demand', trust: 'LDAPTLS_CACERT' },
  // The docker client looks whether it is empty.
  DOCKER_TLS_VERIFY: { off: /^$/, secure: '1' },
  GOINSECURE: { off: /./ },
  HELM_KUBEINSECURE_SKIP_TLS_VERIFY: { off: goTrue, secure: 'false' },
  AZURE_CLI_DISABLE_CONNECTION_VERIFICATION: { off: /./, trust: 'REQUESTS_CA_BUNDLE' },
  CLOUDSDK_AUTH_DISABLE_SSL_VALIDATION: { off: truthy, secure: 'false' },
  ANSIBLE_GALAXY_IGNORE: { off: truthy, secure: 'false' },
  PERL_LWP_SSL_VERIFY_HOSTNAME: { off: /^0?$/, secure: '1', trust: 'PERL_LWP_SSL_CA_FILE' },
  ELASTICSEARCH_SSL_VERIFICATIONMODE: { off: /^none$/i, secure: 'full' },
  SSLKEYLOGFILE: { off: /./, isAny: true, effect: { kind: 'weakened', by: 'key-log' } },
  CARGO_HTTP_CHECK_REVOKE: { off: /^false$/, secure: 'true', effect: { kind: 'weakened', by: 'no-revocation' } },
  MC_INSECURE: { off: truthy, secure: 'false' },
  SNYK_INSECURE: { off: truthy, secure: 'false' },
};

/** Names that belong to no one program and mean the same in many. */
const patterns: readonly (EnvironmentSwitch & { readonly name: RegExp })[] = [
  { name: /^npm_config_strict[_-]ssl$/i, off: /^false$/, secure: 'true' },
  {
    name: /(?:^|_)(?:INSECURE_?SKIP_?(?:TLS_?)?VERIFY|SKIP_(?:TLS|SSL)_VERIFY|(?:TLS|SSL)_SKIP_VERIFY|SKIP_SSL_VALIDATION|TLS_INSECURE_SKIP_VERIFY)$/,
    off: truthy,
    secure: 'false',
  },
  // Kafka's name of the check, as the images of Confluent and Bitnami take it.
  {
    name: /(?:^|_)SSL_ENDPOINT_IDENTIFICATION_ALGORITHM$/,
    off: /^\s*$/,
    secure: 'https',
    effect: nameUnchecked,
  },
  { name: /(?:^|\.)ssl\.endpoint\.identification\.algorithm$/, off: /^\s*$/, secure: 'https', effect: nameUnchecked },
  {
    name: /(?:^|_)(?:PG_|POSTGRES(?:QL)?_?|DB_?|DATABASE_?)SSL_?MODE$/,
    off: /^(?:disable|allow|prefer|require)$/,
    secure: 'verify-full',
  },
  { name: /^xpack\.[\w.]*ssl\.verification_mode$/, off: /^none$/i, secure: 'full' },
  { name: /^xpack\.[\w.]*ssl\.verification_mode$/, off: /^certificate$/i, secure: 'full', effect: nameUnchecked },
  { name: /^POETRY_CERTIFICATES_\w+_CERT$/, off: /^false$/i },
];

/** Variables whose value holds options of a program. */
interface OptionVariable {
  readonly name: RegExp;
  readonly option: RegExp;
  readonly effect: Effect;
  readonly secure?: string;
  readonly role?: FoundSwitch['role'];
}

const java =
  /^(?:JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|JAVA_OPTS|JVM_OPTS|MAVEN_OPTS|MAVEN_ARGS|MAVEN_CLI_OPTS|GRADLE_OPTS|SBT_OPTS|CATALINA_OPTS)$/;

const optionVariables: readonly OptionVariable[] = [
  { name: /^NODE_OPTIONS$/, option: /--tls-min-v1\.0/g, effect: floor('TLSv1'), secure: '--tls-min-v1.2' },
  { name: /^NODE_OPTIONS$/, option: /--tls-min-v1\.1/g, effect: floor('TLSv1.1'), secure: '--tls-min-v1.2' },
  { name: /^GODEBUG$/, option: /\btls10server=1/g, effect: floor('TLSv1'), role: 'server' },
  goWeakness('tlsrsakex', 'static-rsa'),
  goWeakness('tls3des', 'triple-des'),
  goWeakness('x509sha1', 'sha1'),
  { name: /^ARGOCD_OPTS$/, option: /--insecure(?![\w-])/g, effect: unverified },
  { name: java, option: /-Dmaven\.wagon\.http\.ssl\.insecure=true/g, effect: unverified },
  { name: java, option: /-Dmaven\.resolver\.transport\.http\.connector\.insecure=true/g, effect: unverified },
  {
    name: java,
    option:
      /-D(?:jdk\.internal\.httpclient\.disableHostnameVerification|com\.sun\.jndi\.ldap\.object\.disableEndpointIdentification|maven\.wagon\.http\.ssl\.allowall)(?:=true)?(?![\w=])/g,
    effect: nameUnchecked,
  },
  {
    name: java,
    option: /(?<=-D(?:jdk\.tls\.client|https)\.protocols=)TLSv1(?=$|[\s"'])/g,
    effect: { kind: 'only', version: 'TLSv1' },
    secure: 'TLSv1.2',
  },
];

/** One of the settings that GODEBUG has, apart by commas (godoc: Go, Backwards Compatibility, and GODEBUG). */
function goWeakness(setting: string, by: Weakness): OptionVariable {
  const option = new RegExp(`,${setting}=1(?!\\w)|(?<!\\w)${setting}=1(?!\\w),?`, 'g');
  return { name: /^GODEBUG$/, option, effect: { kind: 'weakened', by } };
}

function floor(version: ProtocolVersion): Effect {
  return { kind: 'floor', version };
}

/** A variable as it is written somewhere. */
export interface WrittenVariable {
  readonly name: string;
  readonly value: string;
  readonly isKnown: boolean;
  /** Name and value, which a finding underlines. */
  readonly span: Span;
  /** The value alone, without quotes; absent where it cannot be replaced as it is. */
  readonly valueSpan?: Span;
  /** Takes the assignment away. */
  remove(): readonly TextEdit[] | undefined;
  /** Puts another variable in its place; absent where that cannot be written. */
  replace?(name: string, value: string): readonly TextEdit[] | undefined;
}

export function readVariable(variable: WrittenVariable): FoundSwitch[] {
  const { name, value, isKnown } = variable;
  const own = switches[name];
  const known = [...(own ? [own] : []), ...patterns.filter((pattern) => pattern.name.test(name))];
  const found: FoundSwitch[] = readConnectionString(value, variable.valueSpan, variable.span);
  for (const { off, secure, trust, effect = unverified, isAny } of known) {
    if (!isKnown && !isAny) continue;
    if (!off.test(value)) continue;
    found.push({ ...place(variable, effect), ...ways(variable, secure, trust) });
  }
  for (const { name: pattern, option, effect, secure, role } of optionVariables) {
    if (!pattern.test(name)) continue;
    for (const match of value.matchAll(option)) {
      const { valueSpan } = variable;
      const start = (valueSpan?.start ?? 0) + match.index;
      const part = valueSpan && span(start, start + match[0].length);
      found.push({
        ...place(variable, effect),
        ...(role && { role }),
        span: part ?? variable.span,
        undo: () => (part && secure === undefined ? [{ span: part, text: '' }] : undefined),
        setVersion: () => (part && secure !== undefined ? [{ span: part, text: secure }] : undefined),
      });
    }
  }
  return found;
}

function place({ span: whole }: WrittenVariable, effect: Effect): Pick<FoundSwitch, 'span' | 'effect' | 'isGlobal'> {
  return { span: whole, effect, isGlobal: true };
}

function ways(
  variable: WrittenVariable,
  secure: string | undefined,
  trust: string | undefined,
): Pick<FoundSwitch, 'undo' | 'trust'> {
  const undo = (): readonly TextEdit[] | undefined =>
    secure !== undefined && variable.valueSpan ? [{ span: variable.valueSpan, text: secure }] : variable.remove();
  return trust !== undefined && variable.replace
    ? { undo, trust: (path) => variable.replace?.(trust, path) }
    : { undo };
}
