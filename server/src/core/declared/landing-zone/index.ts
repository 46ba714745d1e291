/** The configuration of the Landing Zone Accelerator on AWS: `iam-config.yaml` and what it reads. */
export { readLandingZones } from './landing-zone';
export { isLandingZoneFile, landingZoneFiles, readByLandingZones } from './zone';
