-- Two more roles: who takes hand-overs for an office, and who refers from the immigration or naturalisation office.
ALTER TABLE membership_role DROP CONSTRAINT membership_role_known;
ALTER TABLE membership_role ADD CONSTRAINT membership_role_known CHECK (
  role IN (
    'administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'intake', 'immigrationOffice', 'partner',
    'council', 'dataProtection'
  )
) NOT VALID;
