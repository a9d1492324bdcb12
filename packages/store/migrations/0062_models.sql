-- Versions of models that people brought in beside the one shipped with the hub. They lie in the database, not in a folder:
-- all processes of a hub must judge by the same one, wherever they run.
create table models (
  -- `name@version`; a version is made once.
  id       text primary key check (id = kind || '@' || version),
  kind     text not null check (kind in ('url', 'text')),
  version  text not null check (version ~ '^[0-9a-z.+-]{1,48}$'),
  sha256   bytea not null check (length(sha256) = 32),
  -- At most what a phone can be asked to load, and then some.
  bytes    bytea not null check (length(bytes) between 8 and 8388608),
  -- A candidate is scored beside the current one and answers nobody. Where none is current, the shipped one is.
  state    text not null check (state in ('candidate', 'current', 'former', 'dropped')),
  added_at timestamptz(3) not null,
  added_by text not null
);
create unique index models_one_current on models (kind) where state = 'current';
create unique index models_one_candidate on models (kind) where state = 'candidate';

-- One person proposes that a version takes over, another agrees; going back takes one.
create table model_promotions (
  id          uuid primary key default gen_random_uuid(),
  kind        text not null check (kind in ('url', 'text')),
  -- Not references: the shipped versions have no row.
  from_model  text,
  to_model    text not null,
  state       text not null check (state in ('proposed', 'agreed', 'refused', 'withdrawn', 'rolled-back')),
  reason      text not null,
  -- What was known of both when it was proposed.
  comparison  json not null,
  proposed_at timestamptz(3) not null,
  proposed_by text not null,
  decided_at  timestamptz(3),
  decided_by  text,
  check ((state = 'proposed') = (decided_at is null)),
  check (state not in ('agreed', 'refused') or decided_by <> proposed_by)
);
create unique index model_promotions_one_open on model_promotions (kind) where state = 'proposed';
create index model_promotions_by_kind on model_promotions (kind, proposed_at desc);

-- What a candidate said beside the current model about what was asked: counts only, never what was asked. Every process
-- adds its own from time to time.
create table model_shadow_counts (
  current_model text not null,
  candidate     text not null,
  current_level text not null,
  candidate_level text not null,
  -- Tenths of the score, 0 to 9.
  current_tenth smallint not null check (current_tenth between 0 and 9),
  candidate_tenth smallint not null check (candidate_tenth between 0 and 9),
  count         bigint not null check (count > 0),
  primary key (current_model, candidate, current_level, candidate_level, current_tenth, candidate_tenth)
);

-- Some of what the two disagreed about, as masked as everybody sees it; of messages no word. The newest 200 stay.
create table model_disagreements (
  id              bigint generated always as identity primary key,
  current_model   text not null,
  candidate       text not null,
  masked          text,
  current_level   text not null,
  candidate_level text not null,
  current_score   real not null,
  candidate_score real not null,
  at              timestamptz(3) not null
);
create index model_disagreements_by_pair on model_disagreements (candidate, current_model, id);
