import { createElement, Fragment, isValidElement, type ReactNode } from 'react'
import type { PageRequest, PublicRequest } from './request.ts'

/**
 * A panel that a room puts into the slot of another page. The page names the slot and its subject; it never learns
 * which room fills it. Shown only to actors with the right.
 */
export interface SlotPanel {
  /** `<room>.<page>`, such as `network.organisation`. */
  readonly slot: string
  readonly right: string
  /** Small comes first. */
  readonly order: number
  /** Returns null when there is nothing to show for this subject. */
  readonly show: (request: PageRequest, subject: string) => Promise<ReactNode>
}

/** The same for a page of everybody: it shows what the public may see, in the transaction of the public. */
export interface PublicPanel {
  readonly slot: string
  /** Small comes first. */
  readonly order: number
  readonly show: (request: PublicRequest, subject: string) => Promise<ReactNode>
}

/** What panels gave, without the empty ones, each with a key of its own: pages put the list in as it is. */
export const shownPanels = (given: readonly ReactNode[]): ReactNode[] =>
  given
    .filter((node) => node !== null && node !== undefined && node !== false)
    .map((node, index) => (isValidElement(node) ? createElement(Fragment, { key: index }, node) : node))
