/** Reads one log in a process of its own: `node worker.ts FILE` prints what it took as JSON. */
import { createReadStream } from 'node:fs'
import { readLog } from '../../src/engine/readers/index.ts'

const [path = ''] = process.argv.slice(2)
const before = process.cpuUsage()
const { log } = await readLog(createReadStream(path, { highWaterMark: 1 << 20 }), {
  attributes: ['org:group', 'org:resource'],
})
const { user, system } = process.cpuUsage(before)
const columns = [log.cases, log.activities, ...log.attributes.values()]
console.log(
  JSON.stringify({
    cpu: (user + system) / 1e6,
    memory: process.resourceUsage().maxRSS / 1024,
    events: log.size,
    /** What the columns hold at least: four bytes a label, eight a time, and the texts. */
    columns: (log.size * (8 + 4 * columns.length)) / 2 ** 20,
    names: columns.reduce((sum, column) => sum + column.labels.length, 0),
  }),
)
