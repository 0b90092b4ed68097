/** Event logs as files that other tools read: XES and OCEL 2.0. */
export { ocelJsonOf } from './oceljson.ts'
export { type XesOptions, xesOf } from './xes.ts'
