/** The configuration of the Landing Zone Accelerator on AWS: `iam-config.yaml` and what it reads. */
import { joinParts } from '../part';
import { yamlFormat } from '../yaml-reader';
import { readLandingZone } from './landing-zone';
import { filesReadBy, setsUpIdentityCenter } from './zone';

export { isLandingZoneFile } from './zone';

export const landingZone = yamlFormat({
  name: 'landing-zone',
  files: ['**/iam-config.yaml'],
  accepts: setsUpIdentityCenter,
  reads: filesReadBy,
  read: readLandingZone,
  join: joinParts,
});
