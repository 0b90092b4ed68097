import type { Rights } from '../../access/index.ts'
import { auditRights, auditRoutes } from '../../audit/pages/routes.tsx'
import { identityRights, identityRoutes } from '../../identity/pages/routes.tsx'
import { mailRights, mailRoutes } from '../../mail/pages/routes.tsx'
import type { Room } from '../../room.ts'
import { subscriptionRights, subscriptionRoutes } from '../../subscriptions/pages/routes.tsx'
import type { OpenRoute } from '../open.ts'
import type { Route } from '../routes.ts'
import { draftRights, draftRoutes } from './draftroutes.ts'
import { inboxRights, inboxRoutes } from './inbox.tsx'
import { searchRights, searchRoutes } from './search.tsx'

/** A part of the platform that has pages of its own. */
export interface PlatformPart {
  readonly key: string
  readonly rights: Rights
  readonly routes: readonly (Route | OpenRoute)[]
}

/** The platform's own pages: sign-in, account, members, audit, mail, search, inbox, subscriptions, drafts. */
export function platformParts(options: {
  readonly rooms: readonly Room[]
  readonly sendsMail?: boolean
}): readonly PlatformPart[] {
  return [
    { key: 'identity', rights: identityRights, routes: identityRoutes(options.rooms) },
    { key: 'audit', rights: auditRights, routes: auditRoutes },
    { key: 'mail', rights: mailRights, routes: mailRoutes(options.sendsMail === true) },
    { key: 'search', rights: searchRights, routes: searchRoutes(options.rooms) },
    { key: 'inbox', rights: inboxRights, routes: inboxRoutes(options.rooms) },
    { key: 'subscriptions', rights: subscriptionRights, routes: subscriptionRoutes(options.rooms) },
    { key: 'drafts', rights: draftRights, routes: draftRoutes },
  ]
}

/** Folders of the platform whose texts the gate needs. */
export function messageFolders(): URL[] {
  return ['access', 'audit', 'files', 'http', 'identity', 'mail', 'subscriptions', 'ui'].map(
    (part) => new URL(`../../${part}/`, import.meta.url),
  )
}
