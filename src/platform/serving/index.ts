/** The door of serving: the gate, the jobs and the sealer as one thing to start and stop. */
export { type Serving, type ServingOptions, startServing } from './serving.ts'
