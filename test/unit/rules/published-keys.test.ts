import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { analyseText } from '../../support/analyse-text.ts';

/** Public halves as they are published. */
const keys: readonly (readonly [string, JsonWebKey])[] = [
  ['Vagrant', { kty: 'OKP', crv: 'Ed25519', x: '3Vh3EGk2XPEOp8nLD9AqjDUX7C8b2FcaiqLKx8k6flg' }],
  [
    'RFC 9500',
    {
      kty: 'RSA',
      e: 'AQAB',
      n: 'sNGDUqiPU9VRb0bCDno2fX3ois9UoBn23vV6ubRM7dsiQrG8oPsbXLgrMDYXamOQNWTexutB2y-Px4f05S4RSeMzR1cpc_Zgw8d8qeCCHCtpW-eunX0w9AeREPSKrm-LcC1HSykAgX8oZiSb7BKisZuCeEFoCPga4fz5t3eKYj8',
    },
  ],
  [
    'RFC 9500',
    {
      kty: 'RSA',
      e: 'AQAB',
      n: 'sPnoGUOnrpiSqt4XynxA-HRP7S-BSObI6qJ7fQAVSPtRkqsotWxQYLEYzNEx5ZSHTGypibVsJylvCfuToDTfMul8b_CZjP2Ob0LdpYrNH6l5hvFE89FU1nZQF15oVLOpUgA7wGiHuEVawrGfey92UE68mOyUVXGweJIVDdxqdMoPvNNUl86BU02vlBiESxOuox-dWmuVV7vfYZ79Toh_LUK43YvJh-rhv4nKuF7iHjVjBd9sB6iDjj70HFldzOQ9r8SRI-9NirupPTkF5AKNe6kUhKJ1luB7S27ZkvB3tSTT3P593VVJvnzOjaA1z6Cz-4-eRvcysqhrRgFlwI9TEw',
    },
  ],
  [
    'jwt.io',
    {
      kty: 'RSA',
      e: 'AQAB',
      n: 'u1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0_IzW7yWR7QkrmBL7jTKEn5u-qKhbwKfBstIs-bMY2Zkp18gnTxKLxoS2tFczGkPLPgizskuemMghRniWaoLcyehkd3qqGElvW_VDL5AaWTg0nLVkjRo9z-40RQzuVaE8AkAFmxZzow3x-VJYKdjykkJ0iT9wCS0DRTXu269V264Vf_3jvredZiKRkgwlL9xNAwxXFg0x_XFw005UWVRIkdgcKWTjpBP2dPwVZ4WWC-9aGVd-Gyn1o0CLelf4rEjGoXbAAEgAqeGUxrcIlbjXfbcmw',
    },
  ],
  [
    'RFC 9500',
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'QiVI-I-3gv-17KN0RFLHKh5Vj71vc75eSOkyMsxFxbE',
      y: 'bEzRDEy41bihcTnpSILImSVymTQl9BQZq36QpCpJQnI',
    },
  ],
  [
    'RFC 9500',
    {
      kty: 'EC',
      crv: 'P-384',
      x: 'WwkBuIUjKW65GdUP-hqcs3S8TUCVhigr_soRsdla27VHNK9XC_grcijPImvPTCXd',
      y: 'vP47GjrTlDDv92Ph1o0uFR2Rcgt3lbWNprNGOWE6j7m1qNpIxnRxF_mRnoQk837I',
    },
  ],
  [
    'RFC 9500',
    {
      kty: 'EC',
      crv: 'P-521',
      x: 'AdD9cleoTHR_ViV1wHOF2-vy9SvqWAg9uC_dFTHYquPMh1_wL_f6LaJg2Oti1tL11kknjjIXNqBijLuzAwi25hjb',
      y: 'APYq0gTGRgNZvIGKuJYb8PD8DsWq6KQoFzzlbwDemxV8HlyCxk9WL8re_EpMKPbTQs8-9hb8gtM7coXJIfK_Nv3Y',
    },
  ],
];

test.each(keys)('the published key of %s', async (source, jwk) => {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const { findings } = await analyseText('pem', key.export({ type: 'spki', format: 'pem' }).toString());
  const found = findings.filter(({ rule }) => rule === 'key/known-compromised');
  expect(found.map(({ message }) => message.data['source'])).toEqual([source]);
});
