-- One more role: members of the steering group, who see figures made for them and decide on proposals.
ALTER TABLE membership_role DROP CONSTRAINT membership_role_known;
ALTER TABLE membership_role ADD CONSTRAINT membership_role_known CHECK (
  role IN (
    'administrator', 'coordinator', 'lead', 'steering', 'caseManager', 'municipality', 'intake', 'immigrationOffice',
    'partner', 'council', 'dataProtection'
  )
) NOT VALID;
