-- What is listed, as the objects that other systems take over: the listed collection of the TAXII server, STIX bundles
-- and the MISP feed. Every version of every object is kept, so that whoever was away hears of a withdrawal too.
-- Derived from the listing's journal.

create table exchange_objects (
  -- `date_added` in epoch microseconds: strictly rising in the order of commits, so that nobody who reads on from the
  -- last one they saw passes over a change.
  added_us    bigint primary key check (added_us > 0),
  type        text not null,
  id          uuid not null,
  created_at  timestamptz(3) not null,
  modified_at timestamptz(3) not null check (modified_at >= created_at),
  -- For ever: what is listed again later is another object.
  revoked     boolean not null default false,
  -- No newer version of it exists.
  latest      boolean not null default true,
  -- Of an indicator; signed key.
  key         bigint,
  kind        smallint check (kind between 0 and 63),
  canonical   text,
  level       text check (level in ('high', 'confirmed')),
  fraud_types text[],
  tlp         text,
  valid_until timestamptz(3),
  -- MISP event it stands in.
  event       integer,
  -- Of everything else: the object itself.
  document    json,
  unique (type, id, modified_at),
  check ((type = 'indicator') = (document is null)),
  check (type <> 'indicator' or (key is not null and kind is not null and canonical is not null and level is not null
    and fraud_types is not null and tlp is not null and event is not null))
);
-- One current object for each indicator.
create unique index exchange_objects_live on exchange_objects (key) where latest and not revoked and key is not null;
create index exchange_objects_latest on exchange_objects (added_us) where latest;
create index exchange_objects_by_event on exchange_objects (event, added_us) where latest;
create index exchange_objects_ending on exchange_objects (valid_until) where latest and not revoked;

-- One row: how far the objects follow the listing.
create table exchange_head (
  singleton boolean primary key default true check (singleton),
  -- Change of the listing they stand for.
  version   bigint not null default 0 check (version >= 0),
  -- The last `added_us` given.
  added_us  bigint not null default 0
);
insert into exchange_head default values;

-- Events of the MISP feed: what was listed on one day, in pieces that a reader can hold.
create table misp_events (
  number     integer generated always as identity primary key,
  day        date not null,
  piece      integer not null check (piece >= 0),
  -- Objects in it, and those among them that are not withdrawn.
  total      integer not null default 0,
  live       integer not null default 0 check (live between 0 and total),
  changed_us bigint not null,
  -- What readers are told as its timestamp, in seconds: higher after each change, also when two fall into one second.
  stamp_s    bigint not null default 0,
  unique (day, piece)
);

-- What members hand in by TAXII, until it has become shares.
create table taxii_submissions (
  id              uuid primary key,
  organisation_id uuid not null references organisations (id),
  -- Who handed it in: `person` or `client`, and the id.
  actor_type      text not null check (actor_type in ('person', 'client')),
  actor_id        uuid not null,
  at              timestamptz(3) not null
);
create index taxii_submissions_by_time on taxii_submissions (at);

create table taxii_submitted (
  submission_id   uuid not null references taxii_submissions (id) on delete cascade,
  position        integer not null,
  organisation_id uuid not null,
  -- `date_added` of the submissions collection in epoch microseconds, given when the object is in it: strictly rising
  -- in the order of commits.
  added_us        bigint unique,
  type            text not null,
  id              uuid not null,
  -- The object's `modified`, or `created` where it has none.
  version_at      timestamptz(3) not null,
  created_at      timestamptz(3) not null,
  -- Sealed: members may write anything into a description.
  document        bytea not null,
  state           text not null default 'pending' check (state in ('pending', 'success', 'failure')),
  message         text,
  removed         boolean not null default false,
  primary key (submission_id, position),
  check ((added_us is not null) = (state = 'success'))
);
create index taxii_submitted_by_organisation on taxii_submitted (organisation_id, added_us)
  where state = 'success' and not removed;
create index taxii_submitted_by_name on taxii_submitted (organisation_id, type, id) where state = 'success' and not removed;

create table taxii_submitted_head (
  singleton boolean primary key default true check (singleton),
  added_us  bigint not null default 0
);
insert into taxii_submitted_head default values;
