/** Records of a demo tenant to try routes with: for each address one that everybody who may open the address sees. */
import { type Database, inTenant, sql, type Tenant } from '../../src/platform/database/index.ts'
import type { ListedRoute } from '../../src/platform/http/gate/routelist.ts'

const releasedPaper = "is_public AND state IN ('released', 'onAgenda', 'final')"

/** Files of the team that the case manager of the demo belongs to. */
const files = `SELECT id FROM case_file WHERE organisation_id = (SELECT id FROM organisation WHERE key = 'kim')
  AND closed_on IS NULL AND reach = 'team'`
const ofFiles = (table: string, name: string) =>
  `SELECT case_id AS id, id AS "${name}" FROM ${table} WHERE case_id IN (${files})`
const persons = `SELECT person_id AS id FROM case_file WHERE id IN (${files})`

/**
 * The beginning of an address as registered, and the rows that give its parameters: the columns bear their names. The
 * longest beginning counts. An address that is only open in a certain state names a row in that state.
 */
const samples: Readonly<Record<string, string>> = {
  '/admin/users/:id/grants/:grant': 'SELECT member_id AS id, id AS "grant" FROM membership_role',
  '/network/organisations/:key': 'SELECT key FROM organisation',
  '/network/sites/:key': 'SELECT key FROM site',
  '/network/contacts/:key': 'SELECT key FROM contact WHERE NOT internal',
  '/network/municipalities/:key': 'SELECT key FROM municipality',
  '/network/jurisdictions/:key': 'SELECT key FROM jurisdiction',
  '/network/bodies/:key': 'SELECT key FROM body WHERE is_public',
  '/network/interfaces/:key': 'SELECT key FROM service_interface',
  '/interfaces/:key': 'SELECT key FROM service_interface',
  '/gaps/:topic': `SELECT topic, 'months.csv' AS "table" FROM case_need GROUP BY topic`,
  '/gap-register/:gap': "SELECT number::text AS gap FROM gap WHERE state = 'prioritised'",
  '/controlling/:file': "SELECT 'indicators.csv' AS file",
  '/releases/:id': `SELECT id, 'towns.csv' AS "table" FROM insight_release WHERE audience = 'public' AND name = 'situation'`,
  '/admin/handover-needs/:key': 'SELECT key FROM service_interface',
  '/bodies/:key': 'SELECT key FROM body WHERE is_public',
  '/meetings/:id': 'SELECT id FROM meeting WHERE is_public AND cancelled_on IS NULL',
  '/meetings/party-groups/:key': 'SELECT key FROM party_group',
  '/meetings/terms/:key': 'SELECT key FROM legislative_term',
  '/offers/:id': 'SELECT id FROM offer',
  '/referrals/:id': `SELECT id FROM handover WHERE ended_on IS NULL AND coalesce(kind, 'inquiryFromAuthority') = 'inquiryFromAuthority'
      AND origin_id IS NULL AND from_organisation_id = (SELECT id FROM organisation WHERE key = 'auslaenderbehoerde')`,
  // From a town to the Jobcenter: both sides are roles of the demo.
  '/handovers/:id': `SELECT id, id AS document FROM handover WHERE ended_on IS NULL
    AND from_organisation_id = (SELECT id FROM organisation WHERE key = 'sozialamt-aulenstedt')
    AND to_organisation_id = (SELECT id FROM organisation WHERE key = 'jobcenter')`,
  '/people/:id': persons,
  '/people/:id/compare/:other': `SELECT min(id::text) AS id, max(id::text) AS other FROM (${persons}) AS one`,
  '/people/:id/bases/:basis': `SELECT person_id AS id, id AS basis FROM transfer_basis WHERE person_id IN (${persons})`,
  '/people/families/:id': `SELECT family_id AS id FROM case_file WHERE family_id IS NOT NULL AND id IN (${files})`,
  '/cases/:id': files,
  '/cases/:id/handovers/new/:choice': `SELECT id, '000000000000-000000000000' AS choice FROM (${files}) AS file`,
  '/cases/:id/goals/:goal': ofFiles('case_goal', 'goal'),
  '/cases/:id/steps/:step': ofFiles('case_step', 'step'),
  '/cases/:id/tasks/:task': ofFiles('case_task', 'task'),
  '/cases/:id/notes/:note': ofFiles('case_note', 'note'),
  '/cases/:id/network/:contact': ofFiles('case_contact', 'contact'),
  '/cases/:id/conferences/:conference': ofFiles('case_conference', 'conference'),
  '/cases/:id/needs/:need': ofFiles('case_need', 'need'),
  '/cases/:id/course/:entry': ofFiles('course_entry', 'entry'),
  '/findings/release/:id': "SELECT id FROM finding WHERE state = 'reported'",
  '/admin/programs/:id': 'SELECT id FROM program_access',
  '/measures/:id': "SELECT id FROM measure WHERE is_public AND state = 'inProgress'",
  '/measures/concepts/:key': 'SELECT key FROM concept WHERE is_public',
  '/measures/campaigns/:id': "SELECT id FROM campaign ORDER BY state = 'asking' DESC",
  '/measures/campaigns/:id/units/:request':
    "SELECT campaign_id AS id, id AS request FROM campaign_request WHERE campaign_id = (SELECT id FROM campaign WHERE state = 'asking')",
  '/measures/reports/:id':
    "SELECT id FROM status_report WHERE measure_id IN (SELECT id FROM measure WHERE is_public AND state = 'inProgress')",
  '/measures/reports/new/:id': "SELECT id FROM measure WHERE is_public AND state = 'inProgress'",
  '/measures/snapshots/:id': 'SELECT id FROM snapshot',
  '/measures/reviews/:id': 'SELECT id FROM concept_review',
  '/measures/reviews/:id/measures/:measure': 'SELECT review_id AS id, measure_id AS measure FROM review_assignment',
  '/steering/proposals/:number': "SELECT number::text, 'docx' AS form FROM proposal WHERE state = 'submitted'",
  '/steering/proposals/:number/edit': "SELECT number::text FROM proposal WHERE state = 'draft'",
  '/steering/proposals/:number/correct': "SELECT number::text FROM proposal WHERE state = 'decided'",
  '/steering/meetings/:id': "SELECT meeting_id AS id, 'docx' AS form FROM steering_minutes WHERE state = 'released'",
  '/steering/participation/:id': 'SELECT id FROM steering_participation',
  '/papers/:id': `SELECT id, 1 AS number, 'pdf' AS form FROM paper WHERE ${releasedPaper}`,
  '/papers/drafts/:id': "SELECT id, 'measures' AS part FROM paper_draft",
  '/decisions/:id': 'SELECT id FROM resolution WHERE is_public',
  '/resolutions/:id': 'SELECT id FROM resolution WHERE is_public',
  '/resolutions/files/:form': "SELECT 'csv' AS form",
  '/resolutions/lists/:id': "SELECT id, 'csv' AS form FROM followup_list",
  '/obligations/:id': 'SELECT id FROM obligation',
  '/consultations/:id': 'SELECT id FROM consultation',
  '/topics/:topic': "SELECT number::text AS topic FROM topic WHERE state IN ('clustered', 'assessed', 'assigned')",
  '/effects/:id': "SELECT id FROM effect_check WHERE state = 'planned'",
  '/topics/conferences/:id': 'SELECT id FROM conference',
  '/conference/:code': 'SELECT code FROM conference',
  '/admin/retention/kinds/:kind': "SELECT 'network.contact' AS kind",
  '/admin/retention/runs/:id':
    "SELECT id, 'csv' AS form FROM retention_run WHERE kind = 'network.contact' ORDER BY ended_at DESC NULLS FIRST",
  '/admin/retention/holds/:id': 'SELECT id FROM retention_hold',
  '/admin/retention/records/:id': 'SELECT id FROM retention_record',
  '/admin/data-protection/report/:quarter/:form': "SELECT '2026-Q4' AS quarter, 'docx' AS form",
  '/admin/data-protection/register/:form': "SELECT 'html' AS form",
  '/admin/codelists/:list': "SELECT 'hurdle' AS list, 'cost' AS entry",
  '/admin/assessment/:question': "SELECT 'housing-own' AS question",
  '/admin/consent-texts/:text/:edition': "SELECT 'consent' AS text, 'uk' AS edition",
  '/admin/texts/:page/:locale': "SELECT 'imprint' AS page, 'de' AS locale",
}

/** Parameters by the beginning of the address that has them. */
export type Keys = ReadonlyMap<string, Readonly<Record<string, string>>>

/**
 * Visible records for each beginning of an address that the other tenant does not know: what is looked at, and another one
 * to send forms to, where there are two, since what an empty form does to a record others could no longer look at.
 */
export async function keysOf(
  db: Database,
  tenant: Tenant,
  other: Tenant,
): Promise<{ readonly looked: Keys; readonly sent: Keys }> {
  const read = (where: Tenant, query: string) =>
    inTenant(db, where, 'system', async (tx) => {
      const found = await sql
        .raw<Record<string, string>>(query.includes('ORDER BY') ? query : `${query} ORDER BY 1`)
        .execute(tx)
      return found.rows
    })
  const looked = new Map<string, Readonly<Record<string, string>>>()
  const sent = new Map<string, Readonly<Record<string, string>>>()
  for (const [path, query] of Object.entries(samples)) {
    const elsewhere = new Set((await read(other, query)).map((row) => JSON.stringify(row)))
    // A form of a file is the same everywhere.
    const rows = (await read(tenant, query)).filter(
      (row) => !('id' in row || 'key' in row) || !elsewhere.has(JSON.stringify(row)),
    )
    if (rows[0]) looked.set(path, rows[0])
    if (rows[1]) sent.set(path, rows[1])
  }
  return { looked, sent }
}

/** The address of a route with these records, where its kind has one, and with this user. */
export function addressWith(keys: Keys, userId: string, route: ListedRoute): string {
  const path = route.path.replace(/^\/:language(?=\/|$)/, '')
  const begins = (beginning: string) => path === beginning || path.startsWith(`${beginning}/`)
  const longest = [...keys.keys()].filter(begins).sort((one, two) => two.length - one.length)[0]
  const values: Readonly<Record<string, string>> = {
    language: 'de',
    key: 'there-is-none',
    id: userId,
    table: `${path.startsWith('/situation') ? 'hurdles' : 'waits'}.csv`,
    ...(longest === undefined ? {} : keys.get(longest)),
  }
  return route.path.replace(/:([a-zA-Z]+)/g, (whole, name: string) => values[name] ?? whole).replace(/(?<=.)\/$/, '')
}
