import { readKern, readStyles } from './stylesheet.ts'

type Properties = ReadonlyMap<string, string>

/**
 * The styles a file needs that stands alone, such as the report of `analyse`: charts, tables, page, light and dark, print;
 * with `paper` also those of a sheet with notes in the margin. No address in it, no font; KERN's properties are resolved as far as ours use them.
 */
export async function reportStyles({ paper = false } = {}): Promise<string> {
  const [kern, own] = await Promise.all([
    readKern(),
    readStyles([
      'tokens',
      'base',
      'type',
      'layout',
      'parts',
      'table',
      'chart',
      ...(paper ? (['paper'] as const) : []),
      'print',
    ]),
  ])
  const parts = ['.kern-sr-only', '.kern-sr-only:not(caption)', '.kern-icon', '.kern-icon--arrow-forward'].map(
    (selector) => ruleOf(kern, selector),
  )
  const styles = `*,*::before,*::after{box-sizing:border-box}${parts.join('')}.kern-icon{background-color:currentColor}${own}`
  return `${propertiesFor(styles, kern)}\n${styles}`
}

/** The rule of exactly this selector, as KERN has it. */
function ruleOf(kern: string, selector: string): string {
  for (const [, selectors = '', body = ''] of kern.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (selectors.trim() === selector) return `${selector}{${body}}`
  }
  throw new Error(`KERN has no rule for ${selector}`)
}

/** `:root` with every property of KERN that the styles refer to, directly or through others. */
function propertiesFor(styles: string, kern: string): string {
  const light = propertiesIn(kern, (selectors) => selectors.startsWith('[data-kern-theme=light]'))
  const dark = propertiesIn(
    kern,
    (selectors) => selectors.startsWith('[data-kern-theme=dark]') && !selectors.includes('light'),
  )
  const plain = propertiesIn(kern, (selectors) => selectors === ':root')
  const found = new Map<string, string>()
  const waiting = namesIn(styles)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    const [bright, dim] = [light.get(name) ?? plain.get(name), dark.get(name)]
    if (bright === undefined) continue
    const value = dim === undefined || dim === bright ? bright : `light-dark(${bright},${dim})`
    found.set(name, value)
    waiting.push(...namesIn(value))
  }
  return `:root{${[...found].map(([name, value]) => `${name}:${value}`).join(';')}}`
}

const namesIn = (text: string): string[] => [...text.matchAll(/var\((--kern-[\w-]+)/g)].map((match) => match[1] ?? '')

/** Custom properties of all blocks whose selector fits; the first definition counts, later ones are those of media queries. */
function propertiesIn(kern: string, fits: (selectors: string) => boolean): Properties {
  const properties = new Map<string, string>()
  for (const [, selectors = '', body = ''] of kern.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!fits(selectors.trim())) continue
    for (const [, name = '', value = ''] of body.matchAll(/(--kern-[\w-]+):([^;]+)/g)) {
      if (!properties.has(name)) properties.set(name, value)
    }
  }
  return properties
}
