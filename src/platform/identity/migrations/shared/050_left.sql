-- An account that no tenant trusts any more loses its address and all that it proves itself with; see platform/retention.
-- The row stays, because other rows hang on it, and names nobody.
GRANT UPDATE (email) ON account TO {{app}};
GRANT DELETE ON account_tenant, credential TO {{app}};
CREATE INDEX account_tenant_of_tenant ON account_tenant (tenant, account_id);
CREATE INDEX session_of_tenant ON session (tenant, expires_at);
CREATE INDEX one_time_link_of_tenant ON one_time_link (tenant, expires_at);
