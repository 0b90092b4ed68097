import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Our own styles, in the order in which they build on each other. */
const parts = [
  'tokens',
  'base',
  'frame',
  'type',
  'layout',
  'parts',
  'table',
  'form',
  'chart',
  'paper',
  'print',
] as const

const source = new URL('../../../', import.meta.url)
const kern = new URL(import.meta.resolve('@kern-ux/native/dist/kern.min.css'))

export const readKern = (): Promise<string> => readFile(kern, 'utf8')

/** One of our own stylesheets, or all in order. */
export async function readStyles(names: readonly (typeof parts)[number][] = parts): Promise<string> {
  const texts = await Promise.all(
    names.map((name) => readFile(new URL(`../styles/${name}.css`, import.meta.url), 'utf8')),
  )
  return texts.join('\n')
}

/** What may be a class, a tag or an attribute. */
export const wordPattern = /[A-Za-z][\w-]*/g

/** Every word in our sources that may be a class or a tag. Rules for other words cannot apply to any page. */
export async function readWords(): Promise<readonly string[]> {
  const words = new Set<string>(['html', 'body'])
  for await (const name of glob('**/*.tsx', { cwd: fileURLToPath(source) })) {
    const text = await readFile(new URL(name, source), 'utf8')
    for (const [word] of text.matchAll(wordPattern)) words.add(word)
  }
  return [...words].sort()
}

export interface Stylesheets {
  readonly ltr: string
  readonly rtl: string
}

const boundary = 'nl-own-styles-begin'

/**
 * One stylesheet per direction. KERN's rules are kept only where a page can use them, and stand in a layer of their own:
 * whatever we say wins, without a contest of weights. Mirrored by rtlcss, since KERN's own edges are physical;
 * ours are logical and the same in both.
 */
export async function makeStylesheets(
  kernStyles: string,
  ownStyles: string,
  fontRules: string,
  words: readonly string[],
): Promise<Stylesheets> {
  const [{ PurgeCSS }, { default: rtlcss }, { transform }] = await Promise.all([
    import('purgecss'),
    import('rtlcss'),
    import('esbuild'),
  ])
  const [purged] = await new PurgeCSS().purge({
    content: [{ raw: words.join(' '), extension: 'tsx' }],
    css: [{ raw: `${kernStyles}\n.${boundary}{color:red}\n${ownStyles}` }],
    // The themes are chosen by attribute or by the system, never by a class of ours, so no page names them.
    safelist: [boundary, ':is', 'kern-light', 'kern-dark', /data-kern-theme/],
    variables: true,
    keyframes: true,
  })
  // Ours are read along only so that the properties they use are kept; what is served is what we wrote.
  const [theirs, rest] = purged?.css.split(`.${boundary}`) ?? []
  if (theirs === undefined || rest === undefined) throw new Error('The end of the styles of KERN is lost')
  // In forced colours KERN paints every icon white and insists on it, in a layer beyond appeal: on a light palette they vanish.
  const visible = (styles: string) => styles.replace(/var\(--kern-color-white\)\s*!important/g, 'CanvasText!important')
  const layered = (styles: string) =>
    `${fontRules}\n@layer kern{${visible(styles).replace(/@charset[^;]*;/, '')}}\n${ownStyles}`
  const minify = async (styles: string) => (await transform(styles, { loader: 'css', minify: true })).code
  return { ltr: await minify(layered(theirs)), rtl: await minify(layered(rtlcss.process(theirs))) }
}
