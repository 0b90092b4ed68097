import { describe, expect, test } from 'vitest'
import { BodyTooLarge, readForm, UnreadableBody } from './body.ts'

const post = (body: URLSearchParams | FormData | ReadableStream | string, headers: Record<string, string> = {}) =>
  new Request('http://nahtlos.example/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

describe('a form that was sent', () => {
  test('gives text by name, lists where a name repeats, in one form of Unicode and line end', async () => {
    const read = await readForm(
      post(
        new URLSearchParams([
          ['a', 'x\r\ny'],
          ['b', '1'],
          ['b', '2'],
          ['c', 'a\u0308\0'],
        ]),
      ),
      1000,
    )
    expect(read.values).toEqual({ a: 'x\ny', b: ['1', '2'], c: 'ä' })
  })

  test('gives files by name and passes over a file field that was left empty', async () => {
    const data = new FormData()
    data.set('log', new File(['a;b'], 'log.csv'))
    data.set('none', new File([], ''))
    const read = await readForm(post(data), 1000)
    expect(Object.keys(read.files)).toEqual(['log'])
    expect(await read.files['log']!.text()).toBe('a;b')
  })

  test('a name such as __proto__ is a name like any other', async () => {
    const read = await readForm(post(new URLSearchParams([['__proto__', 'x']])), 1000)
    expect(Object.keys(read.values)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(read.values)).toBe(Object.prototype)
  })

  test('over the limit is refused, also when no length was claimed', async () => {
    await expect(readForm(post(new URLSearchParams({ a: 'x'.repeat(2000) })), 1000)).rejects.toThrow(BodyTooLarge)
    const stream = new Blob(['x'.repeat(2000)]).stream()
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    await expect(readForm(post(stream, type), 1000)).rejects.toThrow(BodyTooLarge)
  })

  test('what is no form is refused', async () => {
    await expect(readForm(post('{}', { 'content-type': 'application/json' }), 1000)).rejects.toThrow(UnreadableBody)
    await expect(readForm(post('--x', { 'content-type': 'multipart/form-data; boundary=x' }), 1000)).rejects.toThrow(
      UnreadableBody,
    )
  })
})
