/** What people and attackers may put into a field, an address or a query: drawn by seed, so that a run can be repeated. */
import type { Random } from '../../src/kernel/random.ts'

/** Unicode that breaks careless code: other directions, marks, lone halves of pairs, zero widths, long graphemes. */
const odd = [
  '',
  ' ',
  '\0',
  '\u0001\u001f\u007f',
  '\t\n\r\n',
  '\u00a0\u2003\u200b\ufeff',
  'ÄÖÜäöüß ẞ ÿ',
  'e\u0301 a\u0308\u0323',
  '\u202eשלום\u202c مرحبا',
  '\ud800',
  'a\udfffb',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u{10ffff}',
  'ﬀﬁ№①',
  'İıſK',
  '%00%ff%c0%ae',
  '{{tenant}} {count, plural, one {#}}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; DROP TABLE membership; --",
  "' OR '1'='1",
  '%_\\',
  '../../etc/passwd',
  '//evil.example/path',
  'javascript:alert(1)',
  '=HYPERLINK("http://evil.example")',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'true',
  '[]',
  '{"a":{"b":[1]}}',
]

const numbers = [
  '0',
  '-0',
  '-1',
  '1',
  '2147483647',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '9223372036854775808',
  '1e309',
  'NaN',
  'Infinity',
  '0x10',
  '1,5',
  '1.000',
  '1.5',
  '٣',
  '1'.repeat(400),
]

const days = [
  '31.02.2026',
  '00.00.0000',
  '1.1.1',
  '01.01.0001',
  '31.12.9999',
  '01.01.10000',
  '29.02.2100',
  '2026-02-30',
  '2026-13-01',
  '0000-01-01',
  '-000001-01-01',
  '294277-01-01',
  '24.12.2026',
  '2026-11-16',
  '2026-11-16T25:61',
  '24:00',
  '7:5',
]

const ids = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1c',
  '0190A5B2-7E2C-7CC0-8D4A-6F3E1F0A9B1C',
  '0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1',
  '0190a5b27e2c7cc08d4a6f3e1f0a9b1c',
]

const lengths = [1, 2, 119, 120, 121, 200, 201, 254, 255, 256, 1000, 4000, 4001, 20_000]

/** A value for a field that nobody expects. */
export function oddValue(random: Random): string {
  switch (random.int(7)) {
    case 0:
    case 1:
      return random.pick(odd)
    case 2:
      return random.pick(numbers)
    case 3:
      return random.pick(days)
    case 4:
      return random.pick(ids)
    case 5:
      return random.pick(['x', 'Ä', '😀', ' ', '\n', '0', "'"]).repeat(random.pick(lengths))
    default:
      return anyText(random, random.int(40))
  }
}

/** Text of characters from all over Unicode. */
function anyText(random: Random, length: number): string {
  let text = ''
  for (let i = 0; i < length; i++)
    text += String.fromCodePoint(random.int(random.pick([0x80, 0x600, 0x10000, 0x110000])))
  return text
}

/** A name of a field that no form has. */
export function oddName(random: Random): string {
  return random.pick(['__proto__', 'constructor', 'a[b][c]', 'a.b', '', 'csrf', 'toString', 'id', random.pick(odd)])
}
