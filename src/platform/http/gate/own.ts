import type { Rights } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { administrationRights, administrationRoutes } from '../../administration/routes.tsx'
import { apiAdministration, apiPages, apiRights } from '../../api/pages/routes.tsx'
import { protectionAdministration, protectionRights, protectionRoutes } from '../../audit/pages/protection/routes.tsx'
import { auditAdministration, auditRights, auditRoutes } from '../../audit/pages/routes.tsx'
import { backupAdministration, backupRights, backupRoutes } from '../../backup/pages/routes.tsx'
import { codelistRights } from '../../codelists/access.ts'
import { codelistAdministration, codelistRoutes } from '../../codelists/pages/routes.tsx'
import type { BackupSettings } from '../../config/index.ts'
import { exportRights } from '../../exports/access.ts'
import { exportsInbox } from '../../exports/inbox.ts'
import { allExports, exportAdministration, exportRoutes } from '../../exports/pages/routes.tsx'
import { statusAdministration, statusRights, statusRoutes } from '../../health/pages/routes.tsx'
import type { HealthWatch } from '../../health/watch.ts'
import { readCatalogues } from '../../i18n/index.ts'
import { factorAdministration, factorRights, factorRoutes } from '../../identity/factors/pages/routes.tsx'
import {
  type FederationOptions,
  federationAdministration,
  federationRights,
  federationRoutes,
} from '../../identity/federation/pages/routes.tsx'
import { identityInbox } from '../../identity/inbox.ts'
import { matrixAdministration, matrixRights, matrixRoutes } from '../../identity/pages/matrixroutes.tsx'
import { identityAdministration, identityRights, identityRoutes } from '../../identity/pages/routes.tsx'
import { standingAdministration, standingRights, standingRoutes } from '../../identity/pages/standingroutes.tsx'
import { imprintRights } from '../../imprint/access.ts'
import { imprintAdministration, imprintRoutes } from '../../imprint/pages/routes.tsx'
import { mailAdministration, mailRights, mailRoutes } from '../../mail/pages/routes.tsx'
import { retentionAdministration, retentionRights, retentionRoutes } from '../../retention/pages/routes.tsx'
import type { Room } from '../../room.ts'
import { subscriptionRights, subscriptionRoutes } from '../../subscriptions/pages/routes.tsx'
import type { AnyOpenRoute } from '../open.ts'
import type { Route } from '../routes.ts'
import { draftRights, draftRoutes } from './draftroutes.ts'
import { type Inbox, inboxRights, inboxRoutes } from './inbox.tsx'
import { searchRights, searchRoutes } from './search.tsx'

/** A part of the platform that has pages of its own. */
export interface PlatformPart {
  readonly key: string
  readonly rights: Rights
  readonly routes: readonly (Route | AnyOpenRoute)[]
  /** What the administration page lists of it. */
  readonly administration?: readonly AdministrationEntry[]
}

/** The platform's own pages: sign-in, account, members, audit, mail, search, inbox, subscriptions, drafts, administration. */
export function platformParts(
  options: FederationOptions & {
    readonly sendsMail?: boolean
    readonly health?: HealthWatch
    readonly backup?: BackupSettings
    /** Hosts of receivers in the district's own network, named by the operator. */
    readonly privateReceivers?: readonly string[]
  },
): readonly PlatformPart[] {
  const matrix: PlatformPart = {
    key: 'rights',
    rights: matrixRights,
    routes: matrixRoutes(options.rooms, () => [...options.rooms, ...all]),
    administration: matrixAdministration,
  }
  const parts = [...partsWithPlaces(options), matrix]
  const routes = administrationRoutes(administrationOf(parts, options.rooms))
  const all: readonly PlatformPart[] = [...parts, { key: 'administration', rights: administrationRights, routes }]
  return all
}

/** All parts but the administration page, which lists the places of the others. */
function partsWithPlaces(options: Parameters<typeof platformParts>[0]): readonly PlatformPart[] {
  return [
    {
      key: 'identity',
      rights: identityRights,
      routes: identityRoutes(options.rooms, options.sendsMail),
      administration: identityAdministration,
    },
    {
      key: 'standing',
      rights: standingRights,
      routes: standingRoutes(options.rooms),
      administration: standingAdministration,
    },
    {
      key: 'factors',
      rights: factorRights,
      routes: factorRoutes(options),
      administration: factorAdministration,
    },
    {
      key: 'directory',
      rights: federationRights,
      routes: federationRoutes(options),
      administration: federationAdministration,
    },
    {
      key: 'api',
      rights: apiRights,
      routes: apiPages(options),
      administration: apiAdministration,
    },
    { key: 'audit', rights: auditRights, routes: auditRoutes, administration: auditAdministration },
    {
      key: 'protection',
      rights: protectionRights,
      routes: protectionRoutes(options),
      administration: protectionAdministration,
    },
    {
      key: 'mail',
      rights: mailRights,
      routes: mailRoutes(options.sendsMail === true, () =>
        readCatalogues([...messageFolders(), ...options.rooms.map((room) => room.folder)]),
      ),
      administration: mailAdministration,
    },
    {
      key: 'codelists',
      rights: codelistRights,
      routes: codelistRoutes(options.rooms),
      administration: codelistAdministration,
    },
    {
      key: 'health',
      rights: statusRights,
      routes: statusRoutes(options.health),
      administration: statusAdministration,
    },
    { key: 'backup', rights: backupRights, routes: backupRoutes(options.backup), administration: backupAdministration },
    {
      key: 'retention',
      rights: retentionRights,
      routes: retentionRoutes(options.rooms, options.backup),
      administration: retentionAdministration,
    },
    {
      key: 'exports',
      rights: exportRights,
      routes: exportRoutes(allExports(options.rooms)),
      administration: exportAdministration,
    },
    { key: 'imprint', rights: imprintRights, routes: imprintRoutes, administration: imprintAdministration },
    { key: 'search', rights: searchRights, routes: searchRoutes(options.rooms) },
    { key: 'inbox', rights: inboxRights, routes: inboxRoutes(inboxesOf(options.rooms)) },
    { key: 'subscriptions', rights: subscriptionRights, routes: subscriptionRoutes(options.rooms) },
    { key: 'drafts', rights: draftRights, routes: draftRoutes },
  ]
}

/** Whoever has something to lay before people: the parts of the platform that have, then the rooms. */
export function inboxesOf(rooms: readonly Room[]): readonly Inbox[] {
  const offersExports = rooms.some(({ exports }) => exports !== undefined)
  return [identityInbox, ...(offersExports ? [exportsInbox] : []), ...rooms]
}

/** What the administration page lists of all parts and rooms. */
export function administrationOf(
  parts: readonly PlatformPart[],
  rooms: readonly Room[],
): readonly AdministrationEntry[] {
  return [...parts, ...rooms].flatMap((part) => part.administration ?? [])
}

/** Folders of the platform whose texts the gate needs. */
export function messageFolders(): URL[] {
  return [
    'access',
    'administration',
    'api',
    'audit',
    'backup',
    'codelists',
    'exports',
    'files',
    'health',
    'http',
    'identity',
    'importing',
    'imprint',
    'mail',
    'retention',
    'subscriptions',
    'ui',
  ].map((part) => new URL(`../../${part}/`, import.meta.url))
}
