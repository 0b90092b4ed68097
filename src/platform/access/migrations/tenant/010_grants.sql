-- What a member may do stands in grants: a role, for one organisation and its controller, from a day on until a day.

CREATE TABLE membership_role (
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  role text NOT NULL,
  organisation_id uuid,
  controller_id uuid,
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  reason text,
  granted_at timestamptz NOT NULL,
  granted_by uuid,
  awaits_second boolean NOT NULL DEFAULT false,
  confirmed_at timestamptz,
  confirmed_by uuid,
  revoked_at timestamptz,
  revoked_by uuid,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT membership_role_pkey PRIMARY KEY (id),
  CONSTRAINT membership_role_member FOREIGN KEY (member_id) REFERENCES membership (id),
  CONSTRAINT membership_role_known CHECK (role IN ('administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'partner', 'council', 'dataProtection')),
  CONSTRAINT membership_role_validity_in_order CHECK (valid_to >= valid_from),
  CONSTRAINT membership_role_partner_ends CHECK (role <> 'partner' OR (valid_to IS NOT NULL AND valid_to <= (valid_from + interval '12 months')::date)),
  CONSTRAINT membership_role_controller_with_organisation CHECK ((organisation_id IS NULL) = (controller_id IS NULL)),
  CONSTRAINT membership_role_source_known CHECK (source IN ('hand', 'directory')),
  CONSTRAINT membership_role_reason_length CHECK (length(reason) BETWEEN 1 AND 300),
  CONSTRAINT membership_role_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
  CONSTRAINT membership_role_awaits_or_confirmed CHECK (NOT (awaits_second AND confirmed_at IS NOT NULL)),
  CONSTRAINT membership_role_second_person CHECK (confirmed_by <> granted_by AND confirmed_by <> member_id),
  CONSTRAINT membership_role_not_to_oneself CHECK (granted_by <> member_id),
  CONSTRAINT membership_role_version_positive CHECK (version > 0)
);
CREATE INDEX membership_role_of_member ON membership_role (member_id);
CREATE INDEX membership_role_by_role ON membership_role (role, member_id);
CREATE INDEX membership_role_by_end ON membership_role (valid_to) WHERE valid_to IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX membership_role_awaiting ON membership_role (granted_at) WHERE awaits_second AND revoked_at IS NULL;
COMMENT ON TABLE membership_role IS 'Grants: which role a member has, for which organisation (null: the own one) and controller, from when until when, from whom. Ended and revoked ones stay as history; what was granted never changes';

-- The owner, who migrates, is bound by row-level security too: a policy names it for as long as it carries the roles over.
CREATE POLICY membership_carried ON membership FOR SELECT TO CURRENT_USER USING (true);
INSERT INTO membership_role (id, member_id, role, valid_from, valid_to, source, granted_at)
  SELECT gen_random_uuid(), membership.id, carried.role, membership.valid_from, membership.valid_to, 'hand', membership.invited_at
  FROM membership CROSS JOIN LATERAL (SELECT DISTINCT unnest(membership.roles)) AS carried (role);
DROP POLICY membership_carried ON membership;

-- The columns stay because released migrations of rooms name them; nobody reads them any more.
ALTER TABLE membership DROP CONSTRAINT membership_roles_known;
ALTER TABLE membership ALTER COLUMN roles SET DEFAULT '{}';
ALTER TABLE membership ALTER COLUMN valid_from SET DEFAULT '2000-01-01';
COMMENT ON COLUMN membership.roles IS 'Until grants were kept by day; no longer read or written, see membership_role';
COMMENT ON COLUMN membership.valid_from IS 'Until grants were kept by day; no longer read or written, see membership_role';
COMMENT ON COLUMN membership.valid_to IS 'Until grants were kept by day; no longer read or written, see membership_role';

CREATE TABLE substitution (
  id uuid NOT NULL,
  absent_id uuid NOT NULL,
  substitute_id uuid NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  reason_code text NOT NULL,
  includes_guarded boolean NOT NULL DEFAULT false,
  set_at timestamptz NOT NULL,
  set_by uuid NOT NULL,
  ended_at timestamptz,
  ended_by uuid,
  CONSTRAINT substitution_pkey PRIMARY KEY (id),
  CONSTRAINT substitution_absent FOREIGN KEY (absent_id) REFERENCES membership (id),
  CONSTRAINT substitution_substitute FOREIGN KEY (substitute_id) REFERENCES membership (id),
  CONSTRAINT substitution_two_people CHECK (absent_id <> substitute_id),
  CONSTRAINT substitution_validity_in_order CHECK (valid_to >= valid_from),
  CONSTRAINT substitution_one_year_at_most CHECK (valid_to <= (valid_from + interval '12 months')::date),
  CONSTRAINT substitution_reason_known CHECK (reason_code IN ('absence', 'duty-travel', 'vacancy', 'standing')),
  CONSTRAINT substitution_guarded_by_third CHECK (NOT includes_guarded OR (set_by <> absent_id AND set_by <> substitute_id)),
  CONSTRAINT substitution_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX substitution_by_substitute ON substitution (substitute_id, valid_to DESC);
CREATE INDEX substitution_by_absent ON substitution (absent_id, valid_to DESC);
CREATE INDEX substitution_by_end ON substitution (valid_to DESC, id);
COMMENT ON TABLE substitution IS 'Who stands in for whom, from when until when. Passes on the absent member''s own grants of each day, so it can never be more than they have, and never what they were passed on themselves';

CREATE FUNCTION access_today() RETURNS date
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(nullif(current_setting('app.today', true), '')::date, (now() AT TIME ZONE 'Europe/Berlin')::date);
  END;
COMMENT ON FUNCTION access_today() IS 'The day on which the actor acts: the program''s clock where it says so, else the day in Germany';

CREATE FUNCTION access_own_grants(member uuid, on_day date)
  RETURNS TABLE (grant_id uuid, role text, organisation_id uuid, controller_id uuid, source text)
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT given.id, given.role,
      CASE WHEN given.organisation_id IS NULL THEN person.organisation_id ELSE given.organisation_id END,
      CASE WHEN given.organisation_id IS NULL THEN person.controller_id ELSE given.controller_id END,
      given.source
    FROM membership AS person JOIN membership_role AS given ON given.member_id = person.id
    WHERE person.id = member AND person.deactivated_at IS NULL
      AND given.valid_from <= on_day AND (given.valid_to IS NULL OR given.valid_to >= on_day)
      AND given.revoked_at IS NULL AND NOT given.awaits_second;
  END;
COMMENT ON FUNCTION access_own_grants(uuid, date) IS 'The grants of a member that are valid on a day, each with the organisation and the controller it is for';

CREATE FUNCTION access_grants(member uuid, on_day date)
  RETURNS TABLE (grant_id uuid, role text, organisation_id uuid, controller_id uuid, source text, absent_id uuid)
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT own.grant_id, own.role, own.organisation_id, own.controller_id, own.source, NULL::uuid
    FROM access_own_grants(member, on_day) AS own
    UNION ALL
    SELECT passed.grant_id, passed.role, passed.organisation_id, passed.controller_id, 'substitution', substitution.absent_id
    FROM substitution CROSS JOIN LATERAL access_own_grants(substitution.absent_id, on_day) AS passed
    WHERE substitution.substitute_id = member AND substitution.ended_at IS NULL
      AND substitution.valid_from <= on_day AND substitution.valid_to >= on_day
      AND (substitution.includes_guarded OR passed.role NOT IN ('administrator', 'dataProtection'))
      AND EXISTS (SELECT FROM access_own_grants(member, on_day));
  END;
COMMENT ON FUNCTION access_grants(uuid, date) IS 'All that is open to a member on a day: the own grants, and those of the members whom they stand in for; nothing of others for who has none';

CREATE FUNCTION access_actor_roles() RETURNS text[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT given.role), '{}')
    FROM access_grants(nullif(current_setting('app.user_id', true), '')::uuid, access_today()) AS given
    WHERE given.organisation_id IS NOT DISTINCT FROM nullif(current_setting('app.organisation_id', true), '')::uuid
      AND given.controller_id IS NOT DISTINCT FROM nullif(current_setting('app.controller_id', true), '')::uuid;
  END;
COMMENT ON FUNCTION access_actor_roles() IS 'The roles that the actor has today for the organisation they act for; empty for who acts for one they have no grant for';

CREATE FUNCTION access_actor_has(sought text[]) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system' OR access_actor_roles() && sought;
  END;
COMMENT ON FUNCTION access_actor_has(text[]) IS 'True for the system itself and for members who have one of the roles today';

CREATE FUNCTION access_actor_is(member uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT member = nullif(current_setting('app.user_id', true), '')::uuid;
  END;
COMMENT ON FUNCTION access_actor_is(uuid) IS 'Whether the actor is this member';

-- Everybody signed in reads names; who manages access writes; everybody may write what is their own in it (the name).
DROP POLICY membership_app ON membership;
CREATE POLICY membership_read ON membership FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system'));
CREATE POLICY membership_add ON membership FOR INSERT TO {{app}}
  WITH CHECK ((SELECT access_actor_has(ARRAY['administrator'])));
CREATE POLICY membership_change ON membership FOR UPDATE TO {{app}}
  USING (access_actor_is(id) OR (SELECT access_actor_has(ARRAY['administrator'])))
  WITH CHECK (access_actor_is(id) OR (SELECT access_actor_has(ARRAY['administrator'])));
REVOKE UPDATE (roles, valid_from, valid_to) ON membership FROM {{app}};

ALTER TABLE membership_role ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE substitution ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY membership_role_read ON membership_role FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system'));
CREATE POLICY membership_role_add ON membership_role FOR INSERT TO {{app}}
  WITH CHECK (
    (SELECT access_actor_has(ARRAY['administrator']))
    AND (source = 'hand' OR current_setting('app.actor', true) = 'system')
    AND NOT coalesce(access_actor_is(member_id), false)
  );
CREATE POLICY membership_role_end ON membership_role FOR UPDATE TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator'])))
  WITH CHECK ((SELECT access_actor_has(ARRAY['administrator'])));
CREATE POLICY substitution_read ON substitution FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system'));
CREATE POLICY substitution_add ON substitution FOR INSERT TO {{app}}
  WITH CHECK (
    ((SELECT access_actor_has(ARRAY['administrator'])))
    OR (NOT includes_guarded AND (access_actor_is(absent_id) OR (SELECT access_actor_has(ARRAY['lead']))))
  );
CREATE POLICY substitution_end ON substitution FOR UPDATE TO {{app}}
  USING (access_actor_is(absent_id) OR (SELECT access_actor_has(ARRAY['administrator', 'lead'])))
  WITH CHECK (access_actor_is(absent_id) OR (SELECT access_actor_has(ARRAY['administrator', 'lead'])));

GRANT SELECT, INSERT ON membership_role, substitution TO {{app}};
GRANT UPDATE (valid_to, awaits_second, confirmed_at, confirmed_by, revoked_at, revoked_by, version) ON membership_role TO {{app}};
GRANT UPDATE (ended_at, ended_by) ON substitution TO {{app}};
