/** Three ways to use a page: with the keyboard alone, with a finger on a tablet, without JavaScript. */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

export interface Driver {
  readonly options: BrowserContextOptions
  /** A link, a button, the head of a fold. */
  press(target: Locator): Promise<void>
  type(field: Locator, text: string): Promise<void>
  /** A radio button or a box that is to be ticked. */
  choose(choice: Locator): Promise<void>
  pick(list: Locator, option: string): Promise<void>
  /** On a page that came back: the focus is on what is wrong, and the link to the field leads there. */
  mend(link: Locator, field: Locator): Promise<void>
}

/** Stops of the keyboard within which everything on a page must be reached, once the skip link has led past its head. */
const farthest = 80

interface Standing {
  readonly here: boolean
  /** On another radio button of the target's group: the keyboard stops once for all of them. */
  readonly group: boolean
  readonly skips: boolean
  readonly behind: boolean
  readonly stop: boolean
  readonly ring: boolean
  readonly inside: boolean
  readonly covered: boolean
  readonly html: string
}

/** Asks the page about an element, which the words of the question call `target`. */
const ask = <Answer>(target: Locator, question: string): Promise<Answer> =>
  target.evaluate(new Function('target', question) as (target: unknown) => Answer)

/** Where the focus stands, seen from the target. */
const standing = `
  const at = document.activeElement ?? document.body
  const style = getComputedStyle(at)
  const box = at.getClientRects()[0] ?? at.getBoundingClientRect()
  // Of something taller than its place, as a text of many lines, a part is enough.
  const top = Math.max(box.top, 0)
  const height = Math.min(box.bottom, innerHeight) - top
  const [x, y] = [box.left + box.width / 2, top + height / 2]
  const seen = document.elementFromPoint(x, y)
  const placed = target.compareDocumentPosition(at)
  return {
    here: at === target,
    group: at.type === 'radio' && at.name === target.name && at.form === target.form,
    skips: at.matches('.nl-skip') && Boolean(target.closest('main')),
    behind: at !== document.body && Boolean(placed & Node.DOCUMENT_POSITION_FOLLOWING) && !at.contains(target),
    stop: at !== document.body && at.tabIndex >= 0,
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\\)$/.test(style.outlineColor),
    inside: box.width > 0 && x >= 0 && x <= innerWidth && height >= Math.min(24, box.height),
    covered: !(seen && at.contains(seen)),
    html: at.outerHTML.slice(0, 160),
  }`

/** The focus stands on the target, or in its group; every stop on the way was to be seen. */
async function reach(target: Locator): Promise<void> {
  const { keyboard } = target.page()
  for (let stop = 0; stop < farthest; stop++) {
    const at = await ask<Standing>(target, standing)
    if (at.stop)
      expect({ ring: at.ring, inside: at.inside, covered: at.covered }, `the focus on ${at.html}`).toEqual({
        ring: true,
        inside: true,
        covered: false,
      })
    if (at.here || at.group) return
    await keyboard.press(at.skips ? 'Enter' : at.behind ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`not reached with ${farthest} stops of the keyboard: ${target}`)
}

const hasFocus = (target: Locator) => ask<boolean>(target, 'return document.activeElement === target')

/** What a list shows as chosen. */
export const shownBy = (list: Locator) => ask<string>(list, 'return target.selectedOptions[0].text')

export const keyboard: Driver = {
  options: {},
  async press(target) {
    await reach(target)
    await target.page().keyboard.press('Enter')
  },
  async type(field, text) {
    await reach(field)
    await field.page().keyboard.press('Control+A')
    await field.page().keyboard.type(text)
  },
  async choose(choice) {
    await reach(choice)
    const { keyboard: keys } = choice.page()
    for (let stop = 0; stop < farthest && !(await hasFocus(choice)); stop++) await keys.press('ArrowDown')
    // The arrow has chosen a radio button already; Space does for the first of them and for boxes.
    if (!(await choice.isChecked())) await keys.press('Space')
  },
  async pick(list, option) {
    await reach(list)
    const { keyboard: keys } = list.page()
    await keys.type(option.split(' ')[0] ?? '')
    for (let stop = 0; stop < farthest && (await shownBy(list)) !== option; stop++) await keys.press('ArrowDown')
  },
  async mend(link, field) {
    expect(await isAt(link.page(), '[role="alert"]')).toBe(true)
    await keyboard.press(link)
    expect(await hasFocus(field)).toBe(true)
  },
}

const isAt = (page: Page, place: string) =>
  page.evaluate<boolean>(`Boolean(document.activeElement?.closest(${JSON.stringify(place)}))`)

/** CSS pixels of what is tapped: what WCAG 2.2 asks of every target, and what fingers want of the button that a page is for. */
const smallest = { any: 24, primary: 44 }

async function tap(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  const primary = await ask<boolean>(target, `return target.matches('.kern-btn--primary')`)
  const least = smallest[primary ? 'primary' : 'any']
  expect(Math.min(box?.width ?? 0, box?.height ?? 0), `smaller side of ${target}`).toBeGreaterThanOrEqual(least)
  await target.tap()
}

export const touch: Driver = {
  options: { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true },
  press: tap,
  async type(field, text) {
    await tap(field)
    await field.fill('')
    await field.page().keyboard.type(text)
  },
  async choose(choice) {
    await tap(choice)
    expect(await choice.isChecked()).toBe(true)
  },
  async pick(list, option) {
    await tap(list)
    await list.selectOption({ label: option })
  },
  async mend(link, field) {
    expect(await isAt(link.page(), '[role="alert"]')).toBe(true)
    await tap(link)
    expect(await hasFocus(field)).toBe(true)
  },
}

export const withoutScript: Driver = {
  options: { javaScriptEnabled: false },
  press: (target) => target.click(),
  type: (field, text) => field.fill(text),
  choose: (choice) => choice.check(),
  async pick(list, option) {
    await list.selectOption({ label: option })
  },
  async mend(link, field) {
    expect(await isAt(link.page(), '[role="alert"]')).toBe(true)
    await link.click()
    expect(await hasFocus(field)).toBe(true)
  },
}
