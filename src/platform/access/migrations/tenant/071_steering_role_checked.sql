-- Every grant there is has one of the roles that the constraint before this one knew too.
ALTER TABLE membership_role VALIDATE CONSTRAINT membership_role_known;
