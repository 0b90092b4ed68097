import { describe, expect, test } from 'vitest'
import { readFiles } from '../migrate/sources.ts'
import { allSources } from '../testing/rooms.ts'
import { isExempt } from './exempt.ts'
import type { LintedFile } from './lint.ts'
import { lintUpgrade } from './upgrade.ts'

test('no migration since the rules keeps the program before from working', () => {
  const files = allSources().flatMap((source) =>
    readFiles(source)
      .filter(({ name }) => !isExempt(source.key, name))
      .map(({ path, sql, role }): LintedFile => ({ path, sql, role, scope: source.scope })),
  )
  expect(lintUpgrade(files)).toEqual([])
})

test('what stood before the rules is exempt by its number, and nothing later', () => {
  expect(isExempt('network', '001_organisation.sql')).toBe(true)
  expect(isExempt('network', '099_later.sql')).toBe(false)
  expect(isExempt('tomorrow', '001_first.sql')).toBe(false)
})

const lint = (sql: string) =>
  lintUpgrade([{ path: '099_x.sql', sql, scope: 'tenant', role: 'owner' }]).map(({ line, rule }) => `${line} ${rule}`)

describe('planted violations are found', () => {
  test.each([
    ['DROP TABLE note;', /dropped one release after/],
    ['DROP TABLE IF EXISTS note CASCADE;', /dropped one release after/],
    ['ALTER TABLE note DROP COLUMN day;', /dropped one release after/],
    ['ALTER TABLE note DROP day;', /dropped one release after/],
    ['ALTER TABLE note ADD COLUMN a text, DROP COLUMN day;', /dropped one release after/],
    ['ALTER TABLE note RENAME COLUMN day TO on_day;', /nothing is renamed/],
    ['ALTER TABLE note RENAME TO remark;', /nothing is renamed/],
    ['ALTER VIEW published_note RENAME TO published;', /nothing is renamed/],
    ['ALTER TABLE note ADD COLUMN day date NOT NULL;', /needs a DEFAULT/],
    ['ALTER TABLE note ADD day date NOT NULL;', /needs a DEFAULT/],
    ['ALTER TABLE note ADD COLUMN a int DEFAULT 1, ADD COLUMN b int NOT NULL;', /needs a DEFAULT/],
    ['ALTER TABLE note ALTER COLUMN day SET NOT NULL;', /needs a DEFAULT/],
    ['ALTER TABLE note ALTER COLUMN number TYPE bigint;', /whole table anew/],
    ['ALTER TABLE note ALTER number SET DATA TYPE bigint;', /whole table anew/],
    ['ALTER TABLE note ADD COLUMN id uuid DEFAULT gen_random_uuid();', /whole table anew/],
    ['ALTER TABLE note ADD COLUMN w text GENERATED ALWAYS AS (lower(text)) STORED;', /whole table anew/],
    ['ALTER TABLE note SET TABLESPACE other;', /whole table anew/],
    ['CREATE INDEX note_by_day ON note (day);', /say how large/],
    ['CREATE UNIQUE INDEX ON note (day);', /say how large/],
    ["ALTER TABLE note ADD CONSTRAINT note_filled CHECK (text <> '');", /NOT VALID and validated/],
    ['ALTER TABLE note ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES other (id);', /NOT VALID and validated/],
    ['ALTER TABLE note ADD CONSTRAINT note_once UNIQUE (day);', /builds an index under lock/],
    ['REVOKE INSERT ON note FROM {{app}};', /right is taken away/],
    ["UPDATE note SET text = 'x';", /in portions by a job/],
    ['DELETE FROM note WHERE day IS NULL;', /in portions by a job/],
  ])('%s', (sql, rule) => {
    expect(lint(`SELECT 1;\n${sql}`)).toEqual([expect.stringMatching(rule)])
    expect(lint(`SELECT 1;\n${sql}`)[0]).toMatch(/^2 /)
  })

  test('a constraint that is validated in the same file', () => {
    const sql =
      "ALTER TABLE note ADD CONSTRAINT c CHECK (text <> '') NOT VALID;\nALTER TABLE note VALIDATE CONSTRAINT c;"
    expect(lint(sql)).toEqual([expect.stringMatching(/^2 .*in two files/)])
  })
})

describe('what the program before does not notice passes', () => {
  test.each([
    'ALTER TABLE note ADD COLUMN day date;',
    "ALTER TABLE note ADD COLUMN kind text NOT NULL DEFAULT 'usual';",
    'ALTER TABLE note ADD COLUMN n integer DEFAULT 0 NOT NULL;',
    'ALTER TABLE note ALTER COLUMN day DROP NOT NULL;',
    'ALTER TABLE note ALTER COLUMN day SET DEFAULT now();',
    'ALTER TABLE note DROP CONSTRAINT note_filled;',
    "ALTER TABLE note ADD CONSTRAINT note_filled CHECK (text <> '') NOT VALID;",
    'ALTER TABLE note VALIDATE CONSTRAINT note_filled;',
    'REVOKE ALL ON FUNCTION f() FROM PUBLIC;',
    'CREATE TABLE a (id uuid NOT NULL); CREATE INDEX a_by_id ON a (id); ALTER TABLE a ADD CONSTRAINT k UNIQUE (id);',
    'CREATE TABLE a (id int); INSERT INTO a VALUES (1); UPDATE a SET id = 2; ALTER TABLE a RENAME TO b;',
    '-- upgrade-allow index: at most a few hundred meetings in a district\nCREATE INDEX i ON meeting (day);',
    '-- why it is there\n-- upgrade-allow drop: unused since 0.3.0, see CHANGELOG\nALTER TABLE note DROP COLUMN day;',
  ])('%s', (sql) => {
    expect(lint(sql)).toEqual([])
  })
})

test('an exception counts for its own rule and statement, and needs its reason', () => {
  const index = 'CREATE INDEX i ON meeting (day);'
  expect(lint(`-- upgrade-allow drop: at most a few hundred rows\n${index}`)).toHaveLength(1)
  expect(lint(`-- upgrade-allow index: ok\n${index}`)).toHaveLength(1)
  expect(lint(`-- upgrade-allow index: at most a few hundred rows\nSELECT 1;\n${index}`)).toHaveLength(1)
})
