/** The door of settings: what a district decides about its platform. */
export { type Decided, defineSetting, listVersions, readSetting, type Setting, writeSetting } from './settings.ts'
