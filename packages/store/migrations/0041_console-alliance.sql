-- What the console's screens of the alliance show: names of passkeys, how the feed reaches members, what sources did.

-- By which its owner tells it from others.
alter table passkeys add column name text check (length(name) between 1 and 60);

-- The furthest a member has taken the feed by asking for it; null where it was noted without a place.
alter table feed_members add column position bigint check (position >= 0);

-- The last deliveries, newest first, as they are shown: an array of {at, items, result, error, tookMs}.
alter table webhook_endpoints add column recent jsonb not null default '[]' check (jsonb_typeof(recent) = 'array');

-- What somebody looked at and refused to take back: as long as no more than that is gone, nobody is asked again.
alter table inbound_sources
  add column kept_gone integer check (kept_gone > 0),
  -- Being taken away, with what it says; nobody asks it any more.
  add column removing boolean not null default false;

-- How each run went, the last ones of each source.
create table inbound_runs (
  id        bigint generated always as identity primary key,
  source_id uuid not null references inbound_sources (id) on delete cascade,
  at        timestamptz(3) not null,
  outcome   text not null check (outcome in ('changed', 'same', 'held', 'failed')),
  code      text,
  detail    text,
  -- Entries that vanished and are held.
  gone      integer,
  check ((outcome = 'failed') = (code is not null))
);
create index inbound_runs_by_source on inbound_runs (source_id, id desc);

-- Retractions as the console lists them.
create index retractions_by_time on retractions (at desc, id desc);
