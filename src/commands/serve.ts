import { Command } from 'commander'
import { serve } from './serve/serve.ts'

export function serveCommand(): Command {
  return new Command().action(serve)
}
