/** The door of the demo. An installation may leave this folder out; then there are no demo tenants and no simulator. */
export { type DemoOptions, loadDemo } from './load.ts'
