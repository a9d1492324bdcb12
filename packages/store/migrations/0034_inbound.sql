-- Lists and collections of others that the hub takes over on a schedule, and how each of them is doing.

create table inbound_sources (
  id            uuid primary key,
  -- Its statements are those of the source `import:NAME`.
  name          text not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
  kind          text not null check (kind in ('taxii', 'misp', 'csv', 'txt', 'json', 'hosts', 'openphish', 'maltrail')),
  url           text not null check (length(url) between 8 and 2000),
  licence       text not null check (length(licence) between 1 and 500),
  -- Only what everybody may read can become evidence of the public verdict.
  tlp           text not null check (tlp in ('TLP:CLEAR', 'TLP:GREEN')),
  fraud_type    text,
  -- Columns or members of csv and json.
  map           text check (length(map) <= 1024),
  -- What becomes of an entry that the list no longer has.
  gone          text not null check (gone in ('withdraw', 'fade')),
  every_s       integer not null check (every_s between 300 and 2592000),
  -- Sealed value of the Authorization header.
  secret        bytea,
  created_at    timestamptz(3) not null,
  created_by    text not null,
  paused        boolean not null default false,
  next_run_at   timestamptz(3) not null,
  last_attempt_at timestamptz(3),
  last_success_at timestamptz(3),
  -- When it last said something new.
  last_change_at  timestamptz(3),
  last_error    text,
  last_error_detail text,
  last_error_at timestamptz(3),
  failures      integer not null default 0 check (failures >= 0),
  -- Entries that vanished all at once and were not withdrawn: a person has to look.
  held_gone     integer check (held_gone > 0),
  held_at       timestamptz(3),
  -- What the last answer said of itself, and where the next request goes on.
  etag          text,
  last_modified text,
  cursor        text,
  check ((held_gone is null) = (held_at is null)),
  check ((last_error is null) = (last_error_at is null))
);
create index inbound_sources_due on inbound_sources (next_run_at) where not paused;

-- Events of a MISP feed as they were last taken over.
create table inbound_misp_events (
  source_id uuid not null references inbound_sources (id),
  uuid      text not null,
  timestamp bigint not null,
  primary key (source_id, uuid)
);
