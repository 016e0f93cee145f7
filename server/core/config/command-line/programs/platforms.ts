import type { ProgramSwitches } from './program.ts';

const truthy = /^(?:true|yes|on|1)$/i;

export const platforms: readonly ProgramSwitches[] = [
  {
    programs: [
      'kubectl',
      'oc',
      'helm',
      'kubeadm',
      'k9s',
      'kustomize',
      'flux',
      'velero',
      'istioctl',
      'kubectx',
      'k3s',
      'microk8s.kubectl',
      'odo',
      'tkn',
      'kubelogin',
      'helmfile',
      'etcdctl',
    ],
    off: [
      '--insecure-skip-tls-verify',
      '--kube-insecure-skip-tls-verify',
      '--insecure-skip-tls-verify-backend',
      '--insecure-skip-verify',
    ],
    valued: new Set(['-n', '--namespace', '-l', '--selector', '-o', '--output', '-f', '--filename', '-s', '--server']),
    isPlain: (_, options) =>
      options.some(({ name, value }) => (name === '-s' || name === '--server') && /^http:\/\//.test(value?.text ?? '')),
    trust: (path) => [`--certificate-authority=${path}`],
    settings: [
      {
        verbs: ['config set'],
        key: /^clusters\..+\.insecure-skip-tls-verify$/,
        off: truthy,
        secure: 'false',
      },
    ],
  },
  { programs: ['kubelet', 'kube-apiserver', 'metrics-server'], off: ['--kubelet-insecure-tls'] },
  { programs: ['argocd'], off: ['--insecure'] },
  { programs: ['vault'], off: ['-tls-skip-verify', '--tls-skip-verify'], trust: (path) => [`-ca-cert=${path}`] },
  { programs: ['nomad'], off: ['-tls-skip-verify', '--tls-skip-verify'], trust: (path) => [`-ca-cert=${path}`] },
  { programs: ['aws'], off: ['--no-verify-ssl'], trust: (path) => ['--ca-bundle', path] },
  {
    programs: ['gcloud'],
    settings: [{ verbs: ['config set'], key: /^auth\/disable_ssl_validation$/, off: truthy, secure: 'false' }],
  },
  { programs: ['gsutil'], pairs: [{ options: ['-o'], key: /^Boto:https_validate_certificates$/, off: /^false$/i }] },
  {
    programs: ['openstack', 'nova', 'glance', 'neutron', 'cinder'],
    off: ['--insecure'],
    trust: (path) => ['--os-cacert', path],
  },
  { programs: ['cf', 'bosh', 'ibmcloud'], off: ['--skip-ssl-validation'] },
  { programs: ['mc', 'mcli'], off: ['--insecure'] },
  { programs: ['docker', 'docker-compose', 'nerdctl'], on: ['--tlsverify'], off: [] },
  { programs: ['dockerd'], values: { '--insecure-registry': /./ } },
  {
    programs: ['podman', 'buildah', 'skopeo', 'kaniko', 'executor'],
    on: ['--tls-verify', '--src-tls-verify', '--dest-tls-verify'],
    off: ['--skip-tls-verify', '--skip-tls-verify-pull', '--insecure'],
  },
  { programs: ['crane', 'oras', 'regctl', 'cosign'], off: ['--insecure', '--allow-insecure-registry'] },
  { programs: ['restic', 'jf', 'jfrog'], off: ['--insecure-tls'], trust: (path) => ['--cacert', path] },
  { programs: ['influx', 'influxd'], off: ['--skip-verify', '-unsafeSsl', '--unsafeSsl'] },
  { programs: ['newman'], off: ['--insecure', '-k'], trust: (path) => ['--ssl-extra-ca-certs', path] },
  { programs: ['k6'], off: ['--insecure-skip-tls-verify'] },
  { programs: ['snyk'], off: ['--insecure'] },
  { programs: ['logcli', 'promtool'], off: ['--tls-skip-verify'] },
  {
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'electron', 'msedge'],
    off: ['--ignore-certificate-errors'],
  },
  { programs: ['phantomjs', 'casperjs'], on: [], off: ['--ignore-ssl-errors'] },
  { programs: ['lhci', 'lighthouse'], values: { '--chrome-flags': /--ignore-certificate-errors/ } },
];
