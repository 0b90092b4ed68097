/** The door of the network: what other rooms and the demo may use. */
export type * from './load.ts'
export { type LoadedNetwork, loadNetwork } from './loading.ts'
