/** The door of redaction: does a text tell who somebody is? */
export { findTraces, isRefused } from './redaction.ts'
