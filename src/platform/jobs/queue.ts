import { Logger, runMigrations } from 'graphile-worker'
import type { Pool } from 'pg'
import { quoteIdentifier } from '../database/escape.ts'

export interface QueueNames {
  /** The schema all tenants share; the queue lies beside it in one of its own. */
  readonly shared: string
  /** Name of the app role. */
  readonly app: string
}

/** The schema of the queue: `graphile_worker`, with the same prefix as the shared one. */
export function queueSchema(shared: string): string {
  return shared.replace(/nahtlos$/, 'graphile_worker')
}

/** The queue's own words go to nobody: what matters of a job is logged by whoever runs it. */
export const silent = new Logger(() => () => undefined)

/**
 * Makes or updates the queue, as the owner. The app role sees nothing of it: it can only add a job, through one function
 * that takes the tenant from the transaction, so that no transaction can enqueue work for another tenant.
 */
export async function prepareQueue(owner: Pool, names: QueueNames): Promise<void> {
  const schema = queueSchema(names.shared)
  await runMigrations({ pgPool: owner, schema, logger: silent })
  const enqueue = `${quoteIdentifier(names.shared)}.enqueue_job`
  await owner.query(`
    CREATE OR REPLACE FUNCTION ${enqueue}(job text, payload json, run_at timestamptz, job_key text) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp
    AS $$
    DECLARE
      tenant text := coalesce(pg_catalog.current_setting('app.tenant', true), '');
    BEGIN
      IF tenant = '' THEN
        RAISE EXCEPTION 'a job belongs to a tenant, and this transaction to none';
      END IF;
      PERFORM ${quoteIdentifier(schema)}.add_job(
        job,
        pg_catalog.json_build_object('tenant', tenant, 'payload', payload),
        run_at => enqueue_job.run_at,
        job_key => CASE WHEN enqueue_job.job_key IS NULL THEN NULL ELSE tenant || ' ' || enqueue_job.job_key END,
        -- The runner leaves out the flags of tenants that are locked.
        flags => ARRAY[tenant]
      );
    END
    $$;
    REVOKE ALL ON FUNCTION ${enqueue}(text, json, timestamptz, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${enqueue}(text, json, timestamptz, text) TO ${quoteIdentifier(names.app)};
    UPDATE ${quoteIdentifier(schema)}._private_jobs SET flags = jsonb_build_object(payload ->> 'tenant', true)
      WHERE flags IS NULL AND payload ->> 'tenant' IS NOT NULL;
  `)
}
