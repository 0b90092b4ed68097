import type { HealthFinding, MachineCheck } from './check.ts'

/** Whether the program answers on this machine; only `nahtlos doctor` asks, for the status page answers by itself. */
export const runningCheck: MachineCheck = {
  key: 'program.running',
  about: 'machine',
  async run({ config, signal }): Promise<HealthFinding> {
    const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`
    try {
      const answer = await fetch(`${address}/readyz`, { signal })
      const why = (await answer.text()).trim().slice(0, 40)
      return answer.ok
        ? { state: 'ok', code: 'fine', values: { address } }
        : { state: 'attention', code: 'not-ready', values: { address, why } }
    } catch {
      return { state: 'attention', code: 'stopped', values: { address } }
    }
  },
}
