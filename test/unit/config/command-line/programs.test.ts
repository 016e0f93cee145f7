/** Words that switch off, and words that only look so, program by program: one line of shell each. */
import { expect, test } from 'vitest';
import { analyseText } from '../../../support/analyse-text.ts';

async function found(text: string): Promise<string[]> {
  const { findings } = await analyseText('shell', text);
  return findings.map(({ rule, span }) => `${rule.replace(/^tls\/no-/, '')}: ${text.slice(span.start, span.end)}`);
}

const lines = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

test.each(
  lines(`
  curl -sSLk https://a
  curl -o x -kL https://a
  curl https://a "-k"
  curl --insecur https://a
  OPTS="--insecure -s"; curl $OPTS https://a
  if ! curl -k https://a; then echo no; fi
  x=$(curl -sk https://a | jq .)
  docker exec app curl -k https://localhost
  ssh host "curl -k https://a"
  wget --no-check-cert https://a
  wget --check-certificate=off https://a
  wget -e check_certificate=off https://a
  http GET https://a --verify=no
  git -c "http.sslVerify=false" fetch
  git config --local http.https://a.internal/.sslVerify false
  git clone --config http.sslVerify=false https://a
  npm config set strict-ssl=false
  npm --strict-ssl=false ci
  npm i --strict-ssl false
  yarn config set enableStrictSsl false
  python -m pip install --trusted-host pypi.org app
  kubectl --insecure-skip-tls-verify=true apply -f x
  helm repo add a https://a --insecure-skip-tls-verify
  docker --tlsverify=false ps
  skopeo copy --src-tls-verify=false docker://a docker://b
  psql "postgresql://u@a/db?sslmode=prefer"
  mysql -h a --ssl-mode=required
  mysql --ssl=0 -h a
  mongosh "mongodb://a/?tls=true&tlsInsecure=true"
  redis-cli -h a --tls --insecure ping
  ldapsearch -o tls_reqcert=never -H ldaps://a
  apt-get -o Acquire::https::Verify-Peer=false update
  dnf --setopt sslverify=0 install x
  traefik --serversTransport.insecureSkipVerify=true
  ourtool --insecure-skip-tls-verify
  ourtool push --tls-verify=false a
  showrun podman pull --tls-verify=false a
  x=$(tr a b <<<"$y"); cat <<< z; curl -k https://a
  DATABASE_URL='postgres://u:p@db/x?sslmode=disable' ./migrate
  JDBC='jdbc:mysql://db/x?useSSL=false' ./run
  `),
)('%s', async (line) => {
  expect((await found(line)).map((one) => one.replace(/^global-|:.*/gs, ''))).toEqual(['disabled-verification']);
});

test.each(
  lines(`
  curl -o -k https://a
  curl -d "-k" https://a
  curl -u k:k https://a
  curl -kk http://localhost:8080/health
  curl -k --no-insecure https://a
  echo "curl -k https://a"
  grep -r "curl -k" .
  sed -i 's/curl -k/curl/' x.sh
  wget -O --no-check-certificate https://a
  wget --no-check-certificate http://a
  wget --check-certificate=false https://a
  http POST https://a verify=no
  git commit -m "http.sslVerify=false"
  git config --global --unset-all http.sslVerify false
  npm config set strict-ssl 0
  npm --strict-ssl=no ci
  pip install trusted-host
  kubectl --insecure-skip-tls-verify=false get pods
  kubectl config set-cluster c --server=http://localhost:8080 --insecure-skip-tls-verify
  psql "host=a sslmode=require sslrootcert=ca.pem"
  psql postgres://u@localhost/db?sslmode=disable
  mysql -h a -e "select 'ssl-mode=DISABLED'"
  redis-cli set insecure 1
  echo --insecure-skip-tls-verify
  ourtool --insecure
  ourtool --tls-verify=true a
  brew curl -k https://a
  ensure curl -k
  ourtool -k https://a
  NODE_TLS_REJECT_UNAUTHORIZED=$X node a.js
  GODEBUG=tls3des=0 ./a
  sed -i 's/SECLEVEL=1/SECLEVEL=2/' /etc/ssl/openssl.cnf
  openssl s_client -connect a:443 -cipher NULL
  `),
)('%s says nothing', async (line) => {
  expect(await found(line)).toEqual([]);
});

test.each<[string, string[]]>([
  ['curl --ciphers DEFAULT@SECLEVEL=0 https://a', ['lowered-security-level: @SECLEVEL=0']],
  ['curl --tlsv1.1 https://a', ['deprecated-protocol: --tlsv1.1']],
  ['http --ssl=tls1 https://a', ['deprecated-protocol: --ssl=tls1']],
  ['openssl s_server -cipher RC4-SHA -cert a -key b', ['weak-cipher: RC4-SHA']],
  ["sed -i 's/SECLEVEL=2/SECLEVEL=1/' a.cnf", ["lowered-security-level: 's/SECLEVEL=2/SECLEVEL=1/'"]],
  ['SSLKEYLOGFILE=$HOME/keys ./a', ['weakened-environment: SSLKEYLOGFILE=$HOME/keys']],
  ['mongosh --tlsAllowInvalidHostnames a', ['disabled-hostname-check: --tlsAllowInvalidHostnames']],
])('%s is about %j', async (line, expected) => {
  expect(await found(line)).toEqual(expect.arrayContaining(expected));
});
