import { afterEach, expect, vi } from 'vitest'

/** A test that makes the program complain to the console fails, whatever else it asserts. */
const complaints = vi.spyOn(console, 'error')

afterEach(() => {
  const said = complaints.mock.calls.map((call) => call.map(String).join(' '))
  complaints.mockClear()
  expect(said, 'console.error was called').toEqual([])
})
