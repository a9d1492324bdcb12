-- What goes out: the listing, which is every indicator whose verdict reads `high` or above, and the journal of its
-- changes. Lists, DNS zones, browser lists and offline shields are made from these two. Derived from the library.

-- One row: how far the listing is.
create table listing_head (
  singleton    boolean primary key default true check (singleton),
  -- Number of the last change; 0 before the first.
  version      bigint not null default 0 check (version >= 0),
  -- Changes up to this one are no longer kept: a copy that is older takes the full list.
  compacted_to bigint not null default 0 check (compacted_to between 0 and version),
  at           timestamptz(3) not null default clock_timestamp()
);
insert into listing_head default values;

-- How long a verdict state reads `high` or above, counted from its reference instant. Computed once for each state, so
-- that half a million entries of one list are read by a join.
create table listing_states (
  -- A row of verdict_states.
  state_id        integer primary key,
  -- Seconds for which it reads `confirmed`, and `high` or above: 0 never, null for ever.
  confirmed_for_s bigint check (confirmed_for_s >= 0),
  high_for_s      bigint check (high_for_s >= 0),
  -- Whether a person or a verified owner decides it, not the sum.
  decided         boolean not null,
  pinned          boolean not null,
  -- Whether a decision keeps this from ever reading `high`, and then whether also what is below it; null without one.
  vouches_below   boolean,
  fraud_types     text[] not null
);

create table listing_entries (
  key         bigint primary key,
  kind        smallint not null check (kind between 0 and 63),
  canonical   text not null,
  level       text not null check (level in ('high', 'confirmed')),
  fraud_types text[] not null,
  tlp         text not null default 'TLP:GREEN',
  listed_at   timestamptz(3) not null,
  -- The change that last touched it.
  version     bigint not null check (version >= 0),
  -- Epoch seconds at which its level ends, and at which it is no longer `high`; null for never.
  level_until bigint,
  falls_at    bigint check (falls_at >= level_until),
  -- Why it is not listed although its own verdict says so.
  withheld    text check (withheld in ('overruled', 'shared-host', 'public-suffix', 'well-known')),
  -- The host of a site or link backwards: everything below a domain is one range of it.
  host_reversed text generated always as (
    case kind
      when 2 then reverse(split_part(split_part(canonical, '/', 1), ':', 1))
      when 3 then reverse(canonical)
    end
  ) stored
);
create index listing_entries_by_kind on listing_entries (kind, key) where withheld is null;
create index listing_entries_ending on listing_entries (level_until) where level_until is not null;
create index listing_entries_by_host on listing_entries (host_reversed collate "C") where host_reversed is not null;
create index listing_entries_overruled on listing_entries (key) where withheld = 'overruled';

-- What is listed now.
create view listed as
  select key, kind, canonical, level, fraud_types, tlp, listed_at, version, falls_at
    from listing_entries where withheld is null;

create table listing_changes (
  -- 1, 2, 3 … without gaps, together with the changes of exceptions.
  version     bigint primary key check (version > 0),
  key         bigint not null,
  kind        smallint not null,
  canonical   text not null,
  change      text not null check (change in ('added', 'removed', 'changed')),
  level       text check (level in ('high', 'confirmed')),
  fraud_types text[] not null,
  cause       text not null check (cause in ('verdict', 'faded', 'retracted', 'disputed', 'pinned')),
  -- The event that led to it; null for what time alone did.
  event_seq   bigint,
  at          timestamptz(3) not null,
  check ((change = 'removed') = (level is null))
);
create index listing_changes_by_kind on listing_changes (kind, version);
-- Only to forget old ones: a few bytes for each page of the table.
create index listing_changes_by_age on listing_changes using brin (at);
create trigger listing_changes_no_update before update on listing_changes for each row execute function refuse_change();
create trigger listing_changes_no_truncate before truncate on listing_changes for each statement execute function refuse_change();

-- Sites that a person or a verified owner vouches for. One of them is an exception while a site above it is listed: a
-- list that blocks everything below a site must let it pass.
create table listing_vouched (
  key          bigint primary key,
  canonical    text not null,
  -- Whether everything below it passes too, or the site alone.
  covers_below boolean not null,
  excepted     boolean not null default false,
  host_reversed text generated always as (reverse(canonical)) stored
);
create index listing_vouched_by_host on listing_vouched (host_reversed collate "C") where excepted;
-- The sites above them.
create table listing_vouched_parents (
  parent_key bigint not null,
  key        bigint not null references listing_vouched on delete cascade,
  primary key (parent_key, key)
);
create index listing_vouched_parents_by_key on listing_vouched_parents (key);

create table listing_exception_changes (
  -- A number of the listing.
  version   bigint primary key check (version > 0),
  key       bigint not null,
  canonical text not null,
  -- What it was and what it is: null for no exception, true for one that covers what is below it.
  was       boolean,
  becomes   boolean check (becomes is distinct from was),
  at        timestamptz(3) not null
);
create index listing_exception_changes_by_age on listing_exception_changes using brin (at);
create trigger listing_exception_changes_no_update before update on listing_exception_changes for each row execute function refuse_change();
create trigger listing_exception_changes_no_truncate before truncate on listing_exception_changes for each statement execute function refuse_change();

-- Resolvers that may transfer the policy zone. Their secrets are derived from the hub's keys and the salt, not stored.
create table rpz_keys (
  -- As DNS has it: lower case, no dot at the end.
  name         text primary key check (name ~ '^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$'),
  owner        text not null,
  salt         bytea not null check (octet_length(salt) = 16),
  -- `address:port` of each resolver that is told of changes.
  notify       text[] not null default '{}',
  created_at   timestamptz(3) not null default clock_timestamp(),
  revoked_at   timestamptz(3),
  last_used_at timestamptz(3)
);
