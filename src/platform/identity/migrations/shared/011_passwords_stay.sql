-- A password is replaced and never removed, unless its account is one that no tenant trusts any more.
DROP POLICY credential_removed ON credential;
CREATE POLICY credential_removed ON credential AS RESTRICTIVE FOR DELETE TO {{app}}
  USING (
    kind <> 'password'
    OR NOT EXISTS (SELECT FROM account_tenant WHERE account_tenant.account_id = credential.account_id)
  );
