-- Who did what in casework, refusals included, and which commands were answered how.

create table casework_history (
  id           bigint generated always as identity primary key,
  -- Null for a refusal to create.
  entity_id    uuid references casework_entities (id),
  kind         text not null,
  event        text not null,
  at           timestamptz(3) not null,
  actor        text not null check (actor <> ''),
  organisation_id uuid,
  version_before integer,
  version_after  integer,
  state_before text,
  state_after  text,
  -- A refusal is recorded as well, with its code.
  result       text not null check (result in ('applied', 'late', 'refused')),
  code         text,
  -- What the act led to, by name.
  effects      text[] not null default '{}',
  -- Free words of people, sealed.
  reason       bytea,
  check ((result = 'refused') = (code is not null))
);
create index casework_history_by_entity on casework_history (entity_id, id);
create trigger casework_history_append_only before update or delete on casework_history
  for each row execute function refuse_change();

-- One answer for one key: the same command sent again gets the same answer, another under its key none.
create table casework_commands (
  -- The organisation, or whoever acts for none.
  actor_key text not null,
  key       text not null check (length(key) between 1 and 200),
  -- SHA-256 of the command.
  digest    bytea not null check (octet_length(digest) = 32),
  entity_id uuid,
  -- Sealed: it shows the entity.
  response  bytea,
  at        timestamptz(3) not null,
  primary key (actor_key, key)
);
-- Forgotten after seven days.
create index casework_commands_by_age on casework_commands (at);

-- Answers that came too late or a second time: kept beside the entity, seen by somebody, never a change of state.
create table casework_late_answers (
  id          uuid primary key,
  entity_id   uuid not null references casework_entities (id),
  event       text not null,
  at          timestamptz(3) not null,
  actor       text not null,
  sealed      bytea not null,
  contradicts text[] not null,
  -- The officer who looked at it.
  seen_by     text,
  seen_at     timestamptz(3),
  check ((seen_by is null) = (seen_at is null))
);
create index casework_late_answers_by_entity on casework_late_answers (entity_id, at);

-- What somebody has to do or know because of an act: a second signature, a call, an alarm, a notice to whom it hits.
create table casework_tasks (
  id         bigint generated always as identity primary key,
  entity_id  uuid not null references casework_entities (id),
  -- As the catalogue of effects names it: `task:approve`, `alarm:overdue`, `notice:holder`.
  effect     text not null,
  at         timestamptz(3) not null,
  -- For notices the words, in both languages, sealed: what, since and until when, by whom, why, and how to appeal.
  sealed     bytea,
  done_at    timestamptz(3),
  done_by    text,
  check ((done_at is null) = (done_by is null))
);
create index casework_tasks_by_entity on casework_tasks (entity_id, id);
create index casework_tasks_open on casework_tasks (effect, at, id) where done_at is null;
