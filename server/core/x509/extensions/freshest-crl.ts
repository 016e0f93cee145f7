import { message } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';
import {
  type DistributionPoint,
  describeDistributionPoints,
  readDistributionPoints,
} from './crl-distribution-points.ts';

/** RFC 5280, 4.2.1.15 and 5.2.6: where the changes to the revocation list are. */
export const extension = defineExtension<readonly DistributionPoint[]>({
  oid: '2.5.29.46',
  name: 'freshestCRL',
  label: message('Changes to the revocation list'),
  read: (der) => readDistributionPoints(der, 'freshestCRL'),
  describe: describeDistributionPoints,
});
