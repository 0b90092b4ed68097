export { simulateCommand } from './simulate.ts'
