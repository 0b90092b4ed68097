-- Run once by PostgreSQL's image, as its superuser, when the volume is empty. The three roles that serve follow from the
-- program's secret: the program prints their SQL (docs/operations/container.md).
\set password `cat /run/secrets/database_owner`
CREATE ROLE nahtlos_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE nahtlos OWNER nahtlos_owner TEMPLATE template0
  ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE nahtlos FROM PUBLIC;
