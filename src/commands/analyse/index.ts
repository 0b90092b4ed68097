export { analyseCommand } from './command.ts'
