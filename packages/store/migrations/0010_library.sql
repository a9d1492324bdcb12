-- The library: sources, indicators, the evidence about them, and the decisions of people.
-- Everything here is a projection of the event log, written in the same transaction as its event.

create table sources (
  code        integer generated always as identity primary key,
  id          text not null unique check (length(id) between 1 and 128),
  tier        text not null check (tier in ('citizen', 'member', 'police', 'detector', 'feed')),
  name        text not null,
  licence     text,
  -- Beta(alpha, beta): outcomes seen so far; the mean is the source's reliability.
  alpha       double precision not null check (alpha > 0),
  beta        double precision not null check (beta > 0),
  -- The mean that the evidence of this source was last weighed with.
  reliability double precision not null check (reliability > 0 and reliability < 1)
);

-- A verdict state without its instants: entries of one feed share one row.
create table verdict_states (
  id       integer generated always as identity primary key,
  sha256   bytea not null unique check (length(sha256) = 32),
  relative json not null
);

create table indicators (
  -- First 64 bits of SHA-256(kind ':' canonical), as signed bigint.
  key       bigint primary key,
  kind      smallint not null check (kind between 0 and 63),
  canonical text not null check (length(canonical) between 1 and 4096),
  state_id  integer references verdict_states (id),
  ref_at    bigint not null default 0
);

create table evidence (
  indicator_key bigint not null references indicators (key),
  source_code   integer not null references sources (code),
  -- Which statement of the source: the report's id, or 0 for a list that says each thing once.
  statement     bigint not null,
  reliability   double precision not null,
  reporter      text,
  origin        text,
  device        text,
  text          text,
  fraud_type    text,
  count         integer not null check (count > 0),
  first_at      bigint not null,
  last_at       bigint not null check (last_at >= first_at),
  echo          boolean not null default false,
  retracted     boolean not null default false,
  primary key (indicator_key, source_code, statement)
);
create index evidence_by_source on evidence (source_code, indicator_key);

create table identities (
  id       text primary key,
  name_zh  text not null,
  name_en  text not null,
  category text not null,
  spoofed  boolean not null,
  -- Whether everything below its domains is the owner's own.
  covers_subdomains boolean not null
);

-- What people decided about one indicator; automation never writes here.
create table indicator_decisions (
  indicator_key bigint primary key references indicators (key),
  pin           json,
  identity_id   text references identities (id),
  tenure_from   bigint,
  dispute       json,
  retracted_at  bigint
);
create index indicator_decisions_by_identity on indicator_decisions (identity_id) where identity_id is not null;

-- One-off secrets of this hub that live with the data: only digests.
create table administrator_keys (
  sha256     bytea primary key check (length(sha256) = 32),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
