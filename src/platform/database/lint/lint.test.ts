import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkoutFolder } from '../../config/index.ts'
import { readFiles } from '../migrate/sources.ts'
import { allSources } from '../testing/rooms.ts'
import { type LintedFile, lintMigrations } from './lint.ts'
import { lintQueries } from './sources.ts'
import { statementsOf } from './statements.ts'

test('no migration breaks a rule', () => {
  const files = allSources().flatMap((source) =>
    readFiles(source).map(({ path, sql, role }): LintedFile => ({ path, sql, role, scope: source.scope })),
  )
  expect(files.length).toBeGreaterThan(5)
  expect(lintMigrations(files)).toEqual([])
})

test('no query breaks a rule', () => {
  const paths = globSync('{src,demo}/**/*.{ts,tsx}', { cwd: checkoutFolder }).filter(
    (path) => !/\.test\.tsx?$|^src\/platform\/database\/lint\//.test(path),
  )
  expect(paths.length).toBeGreaterThan(50)
  expect(paths.flatMap((path) => lintQueries(path, readFileSync(join(checkoutFolder, path), 'utf8')))).toEqual([])
})

/** A table as it should be; what is planted comes after it. */
const good = `
CREATE TABLE note (
  id uuid NOT NULL,
  parent_id uuid,
  text text NOT NULL,
  CONSTRAINT note_pkey PRIMARY KEY (id),
  CONSTRAINT note_parent_fkey FOREIGN KEY (parent_id) REFERENCES note (id) ON DELETE CASCADE,
  CONSTRAINT note_text_filled CHECK (text <> '')
);
COMMENT ON TABLE note IS 'A note; with a semicolon, CREATE TRIGGER and an '' apostrophe';
ALTER TABLE note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY note_app ON note TO {{app}} USING (true);
`
const lint = (sql: string, rest: Partial<LintedFile> = {}) =>
  lintMigrations([{ path: '001_x.sql', sql, scope: 'tenant', role: 'owner', ...rest }]).map(
    ({ line, rule }) => `${line} ${rule}`,
  )

test('a proper migration passes', () => {
  expect(lint(good)).toEqual([])
})

describe('planted violations are found', () => {
  const afterGood = good.split('\n').length
  test.each([
    ['CREATE TRIGGER t BEFORE UPDATE ON note FOR EACH ROW EXECUTE FUNCTION f();', /no triggers/],
    ['CREATE OR REPLACE CONSTRAINT TRIGGER t AFTER INSERT ON note EXECUTE FUNCTION f();', /no triggers/],
    ['create   /* really */\ttrigger t before update on note execute function f();', /no triggers/],
    ['CREATE RULE r AS ON INSERT TO note DO INSTEAD NOTHING;', /no rules/],
    ['ALTER TABLE note ADD CONSTRAINT x FOREIGN KEY (id) REFERENCES nahtlos.tenant (id);', /another schema/],
    ['ALTER TABLE note ADD CONSTRAINT x FOREIGN KEY (id) REFERENCES "nahtlos" . tenant (id);', /another schema/],
    ['MERGE INTO note USING other ON true WHEN MATCHED THEN DELETE;', /no MERGE/],
    ['DO $$ BEGIN CREATE TABLE x (id int); END $$;', /inside DO/],
    ["DO $body$ BEGIN EXECUTE 'CREATE ' || 'TABLE x (id int)'; END $body$;", /inside DO/],
    ['ALTER TABLE note ADD COLUMN code text CONSTRAINT note_code UNIQUE;', /ADD COLUMN with a key/],
    ['ALTER TABLE note ADD code text NOT NULL CONSTRAINT c REFERENCES other (id);', /ADD COLUMN with a key/],
    ['SELECT pg_advisory_xact_lock(1);', /advisory/],
    ['CREATE FUNCTION f() RETURNS bool LANGUAGE sql AS $$ SELECT pg_try_advisory_lock(1) $$;', /advisory/],
    ["SELECT set_config('app.user_id', '1', true);", /set_config/],
    ['CREATE UNLOGGED TABLE x (id int);', /unlogged/],
    ['CREATE TABLE x AS SELECT 1 AS id;', /made by a query/],
    ['CREATE EXTENSION pg_trgm;', /extensions/],
    ['ALTER TABLE note NO FORCE ROW LEVEL SECURITY;', /not switched off/],
    ['SET search_path = public;', /are given/],
    ['COMMIT;', /one transaction/],
    ['CREATE TABLE other.x (id int);', /no schema before a name/],
    ['CREATE INDEX CONCURRENTLY i ON note (text);', /CONCURRENTLY/],
    ['CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$;', /SECURITY DEFINER needs/],
    ['ALTER TABLE note ADD CHECK (text > $$a$$);', /without a name: CHECK/],
  ])('%s', (sql, rule) => {
    expect(lint(`${good}${sql}`)).toEqual(expect.arrayContaining([expect.stringMatching(rule)]))
    expect(lint(`${good}${sql}`).some((problem) => problem.startsWith(`${afterGood} `))).toBe(true)
  })

  test('constraints without a name', () => {
    const [problem] = lint(
      good.replace('id uuid NOT NULL', 'id uuid PRIMARY KEY').replace('CONSTRAINT note_text_filled ', ''),
    )
    expect(problem).toBe('2 a constraint without a name: PRIMARY KEY, CHECK')
  })

  test.each([
    ['COMMENT ON TABLE', /^COMMENT ON TABLE.*\n/m, 'note has no COMMENT ON TABLE'],
    ['FORCE ROW LEVEL SECURITY', /, FORCE ROW LEVEL SECURITY/, 'note lacks ENABLE and FORCE ROW LEVEL SECURITY'],
    ['ENABLE ROW LEVEL SECURITY', /ENABLE ROW LEVEL SECURITY, /, 'note lacks ENABLE and FORCE ROW LEVEL SECURITY'],
    ['CREATE POLICY', /^CREATE POLICY.*\n/m, 'note has no policy, so nobody may use it'],
  ])('a table without %s', (_what, pattern, rule) => {
    expect(lint(good.replace(pattern, ''))).toEqual([`2 ${rule}`])
  })

  test('anything but views in a publish file', () => {
    expect(lint('CREATE VIEW v AS SELECT 1;\nDELETE FROM note;', { role: 'publish' })).toEqual([
      '2 a .publish.sql only makes views and grants them',
    ])
  })

  test.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a query that is checked
    ["sql`SELECT set_config('app.user_id', ${id}, true)`", /set_config/],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as above
    ['sql`select pg_advisory_xact_lock(${key})`', /advisory/],
    ['await tx.mergeInto("note")', /MERGE/],
  ])('in a query: %s', (code, rule) => {
    expect(lintQueries('x.ts', `const a = 1 // set_config(\n/* pg_advisory_lock( */\n${code}`)).toEqual([
      { path: 'x.ts', line: 3, rule: expect.stringMatching(rule) },
    ])
  })
})

test('statements are cut where PostgreSQL cuts them', () => {
  const sql = `-- a; comment
SELECT 'a;''b', E'c\\';d', "e;""f" /* g; /* nested; */ */;
CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;
DO $x$ BEGIN PERFORM 1; END; $x$`
  expect(statementsOf(sql)).toEqual([
    { line: 2, text: `SELECT '', '', "e;""f"`, bodies: [] },
    {
      line: 3,
      text: 'CREATE FUNCTION F() RETURNS INT LANGUAGE SQL BEGIN ATOMIC SELECT CASE WHEN TRUE THEN 1 END; SELECT 2; END',
      bodies: [],
    },
    { line: 4, text: 'DO $$', bodies: ['BEGIN PERFORM 1', 'END'] },
  ])
})
