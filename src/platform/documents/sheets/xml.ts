import { SaxesParser } from 'saxes'
import { Refused } from './limits.ts'

export type Attributes = Readonly<Record<string, string>>

export interface XmlEvents {
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Reads XML as it comes. A document type is refused before anything in it could be defined: no entity of its own, no
 * other file, no expansion. Names come without their prefix, since programs choose it freely.
 */
export function xmlReader(events: XmlEvents): { write(chunk: Uint8Array, last: boolean): void } {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new TextDecoder('utf-8')
  const plain = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('doctype', () => {
    throw new Refused('unsafe-xml')
  })
  parser.on('error', () => {
    throw new Refused('broken')
  })
  parser.on('opentag', (tag) => events.open?.(plain(tag.name), tag.attributes as Attributes))
  parser.on('closetag', (tag) => events.close?.(plain(tag.name)))
  parser.on('text', (text) => events.text?.(text))
  parser.on('cdata', (text) => events.text?.(text))
  return {
    write(chunk, last) {
      const text = decoder.decode(chunk, { stream: !last })
      // Undefined entities are an error of the parser only after the type was read; a definition is refused at once.
      if (text) parser.write(text)
      if (last) parser.close()
    },
  }
}

/** Attribute by its name without prefix. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name]
  const found = Object.keys(attributes).find((key) => key.endsWith(`:${name}`))
  return found === undefined ? undefined : attributes[found]
}
