#!/usr/bin/env node
// The way in: npm start, npm test, npx nahtlos. Runs on Node 18 and later, before anything is installed, so it and what it
// imports depend on nothing and are plain JavaScript. It installs what is missing, then hands over to Node 24.

if (Number.parseInt(process.versions.node, 10) < 18) {
  process.stderr.write('Nahtlos needs Node.js 18 or newer to start. https://nodejs.org\n')
  process.exit(1)
}

const { ensureInstalled } = await import('./src/start/install.mjs')
const { Stop } = await import('./src/start/messages.mjs')
const [command, ...rest] = process.argv.slice(2)

try {
  await ensureInstalled({ tests: command === 'test' })
  if (command === 'test') {
    const { runTests } = await import('./src/start/tests.mjs')
    await runTests(rest)
  } else {
    const { runProgram } = await import('./src/start/program.mjs')
    await runProgram()
  }
} catch (error) {
  if (!(error instanceof Stop)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
