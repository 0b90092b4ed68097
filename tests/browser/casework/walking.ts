/** Walks a way that is told in words, as one of the drivers does it. */
import type { Locator, Page, Response } from 'playwright-core'
import { expect } from 'vitest'
import { headline, lineOf } from '../visitor.ts'
import { type Driver, shownBy } from './drivers.ts'
import { type Field, nameOf, type Step } from './walks.ts'

/** Does what leads to another page, and returns the answer that came up. */
export async function leads(page: Page, act: () => Promise<void>): Promise<Response> {
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && one.status() !== 303),
    page.waitForEvent('load'),
    act(),
  ])
  return answer
}

const main = (page: Page) => page.getByRole('main')

/** The words of a label, alone or with what says that the field may stay empty. */
const labelled = (words: string) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s+freiwillig)?$`)

/** The form that has this button. */
export const formOf = (page: Page, button: string): Locator =>
  main(page)
    .locator('form')
    .filter({ has: page.getByRole('button', { name: button, exact: true }) })

/** What is typed into, chosen or ticked for a field. */
function placeOf(form: Locator, field: Field): Locator {
  if ('type' in field) return form.getByLabel(labelled(field.type))
  if ('pick' in field) return form.getByLabel(labelled(field.pick))
  if ('tick' in field) return form.getByRole('checkbox', { name: field.tick, exact: true })
  return form
    .getByRole('group', { name: labelled(field.choose) })
    .getByRole('radio', { name: field.option, exact: true })
}

export async function fill(driver: Driver, form: Locator, fields: readonly Field[]): Promise<void> {
  for (const field of fields) {
    const place = placeOf(form, field)
    if ('type' in field) await driver.type(place, field.text)
    else if ('pick' in field) await driver.pick(place, field.option)
    else await driver.choose(place)
  }
}

/** What stands in a field, as somebody reads it. */
export async function readBack(form: Locator, field: Field): Promise<Field> {
  const place = placeOf(form, field)
  if ('type' in field) return { ...field, text: await place.inputValue() }
  if ('pick' in field) return { ...field, option: await shownBy(place) }
  const chosen = await place.isChecked()
  return 'tick' in field ? { tick: chosen ? field.tick : '' } : { ...field, option: chosen ? field.option : '' }
}

/**
 * Walks the steps on a page that is open. After each answer of the server `arrived` is told; where a form is to come back, it
 * must come back with its errors first, everything typed and the way to the field that is wrong, which is then mended.
 */
export async function walk(
  page: Page,
  driver: Driver,
  steps: readonly Step[],
  arrived?: () => Promise<void>,
): Promise<void> {
  const press = async (target: Locator) => {
    const answer = await leads(page, () => driver.press(target))
    await arrived?.()
    return answer
  }
  for (const step of steps) {
    if ('narrow' in step) {
      const link = main(page).getByRole('link', { name: step.narrow })
      if (await link.isVisible()) await press(link)
    } else if ('unfold' in step) {
      await driver.press(main(page).locator('summary').filter({ hasText: step.unfold }))
    } else if ('send' in step) {
      const form = formOf(page, step.send)
      await fill(driver, form, step.fields ?? [])
      const answer = await press(form.getByRole('button', { name: step.send, exact: true }))
      expect(answer.status(), `${step.send}: ${await headline(page)}`).toBe(step.wrong ? 422 : 200)
      if (step.wrong) await mend(page, driver, form, step.wrong, step.fields ?? [])
      for (const words of step.sees ?? []) expect(await lineOf(main(page))).toMatch(words)
    } else {
      const target = await wayOf(page, driver, step)
      const answer = await press(target)
      expect(answer.status()).toBe(200)
      expect(await headline(page)).toMatch(('headline' in step && step.headline) || '')
    }
  }
}

/** The link of a step; on a phone the navigation is folded. */
async function wayOf(
  page: Page,
  driver: Driver,
  step: Extract<Step, { readonly enter: string } | { readonly row: string } | { readonly follow: string }>,
) {
  if ('row' in step) return main(page).getByRole('row').filter({ hasText: step.row }).getByRole('link').first()
  if ('follow' in step) return main(page).getByRole('link', { name: step.follow, exact: true }).first()
  const entry = page.getByRole('navigation').locator(`a[href$="${step.at}"]`).first()
  if (!(await entry.isVisible())) await driver.press(page.locator('.nl-nav__fold summary'))
  expect(await lineOf(entry)).toBe(step.enter)
  return entry
}

async function mend(
  page: Page,
  driver: Driver,
  form: Locator,
  { field, says }: { readonly field: Field; readonly says: string },
  typed: readonly Field[],
): Promise<void> {
  const name = nameOf(field)
  const summary = main(page).getByRole('alert')
  const link = summary.getByRole('link').filter({ hasText: name })
  expect(await page.title()).toMatch(/^Fehler: /)
  expect(await lineOf(summary)).toContain(says)
  for (const one of typed) expect(await readBack(form, one)).toEqual(one)
  // The link leads to the first of several choices.
  const first = 'choose' in field ? form.getByRole('group', { name }).getByRole('radio').first() : placeOf(form, field)
  await driver.mend(link, first)
  await fill(driver, form, [field])
}
