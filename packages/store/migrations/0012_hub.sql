-- What this database is, once for all hubs on it.
create table hub_identity (
  only_row        boolean primary key default true check (only_row),
  -- Names the database in files that belong to it, such as index snapshots.
  id              uuid not null default gen_random_uuid(),
  -- Digest of the keys of personal data: a hub with other keys could neither read nor find what is here.
  data_key_digest bytea
);
insert into hub_identity default values;
