/** The door of the network: what other rooms and the demo may use. */

export { type Target, targetOn } from './domain/targets.ts'
export type * from './load.ts'
export { type LoadedNetwork, loadNetwork } from './loading.ts'
export { findInterfaceTargets, type InterfaceTargets } from './queries/targets.ts'
