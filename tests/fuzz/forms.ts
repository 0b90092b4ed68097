/** Reads what a page of ours would send: fields with their present values, and the names that its filters and links use. */

export interface Field {
  readonly name: string
  /** Values that the page offers: the present one first, then other options. */
  readonly values: readonly string[]
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }

const unescaped = (text: string) => text.replace(/&(#x27|amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '')

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescaped(found)
}

/** The fields of the forms that post to this address; of all forms that post when none says so. */
export function fieldsOf(html: string, path: string): readonly Field[] {
  const forms = [...html.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form)
  const here = forms.filter((form) => attribute(form.slice(0, form.indexOf('>')), 'action')?.endsWith(path))
  return namesIn((here.length > 0 ? here : forms).join('\n')).filter(({ name }) => name !== 'csrf')
}

/** Names that queries of this page use, from its filters and its links. */
export function queryNamesOf(html: string): readonly string[] {
  const filters = [...html.matchAll(/<form\b[^>]*method="get"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form)
  const links = [...html.matchAll(/href="[^"?]*\?([^"#]*)"/g)].map(([, query = '']) => unescaped(query))
  const names = links.flatMap((query) => [...new URLSearchParams(query).keys()])
  return [...new Set([...namesIn(filters.join('\n')).map(({ name }) => name), ...names])].filter(
    (name) => name !== 'lang',
  )
}

function namesIn(html: string): readonly Field[] {
  const values = new Map<string, string[]>()
  const add = (name: string | undefined, value: string) => {
    if (name) values.set(name, [...(values.get(name) ?? []), value])
  }
  for (const [tag] of html.matchAll(/<(?:input|button)\b[^>]*>/g))
    add(attribute(tag, 'name'), attribute(tag, 'value') ?? '')
  for (const [whole, tag = '', inner = ''] of html.matchAll(/<(textarea|select)\b[\s\S]*?<\/\1>/g)) {
    const open = whole.slice(0, whole.indexOf('>') + 1)
    const options = [...inner.matchAll(/<option\b[^>]*>/g)].map(([option]) => attribute(option, 'value') ?? '')
    const found = [...whole.matchAll(/<option\b[^>]*>/g)].map(([option]) => attribute(option, 'value') ?? '')
    const name = attribute(open, 'name')
    if (tag === 'textarea') add(name, unescaped(whole.slice(open.length, whole.lastIndexOf('<')).trim()))
    else for (const value of found.length > 0 ? found : options) add(name, value)
  }
  return [...values].map(([name, all]) => ({ name, values: all }))
}
