-- Clocks of casework. A row is a promise that something happens by itself at an instant; one process of all keeps it.
-- The command that a timer fires and the mark that it fired commit together, so that it fires exactly once.

create table casework_timers (
  id        bigint generated always as identity primary key,
  entity_id uuid not null references casework_entities (id),
  name      text not null,
  -- A timer with three periods is three rows.
  step      smallint not null check (step >= 0),
  -- The event that it fires.
  event     text not null,
  due_at    timestamptz(3) not null,
  fired_at  timestamptz(3),
  -- What became of it: `applied`, `late`, or the code of the refusal.
  outcome   text,
  check ((fired_at is null) = (outcome is null))
);
create unique index casework_timers_once on casework_timers (entity_id, name, step) where fired_at is null;
create index casework_timers_due on casework_timers (due_at, id) where fired_at is null;
create index casework_timers_fired on casework_timers (fired_at) where fired_at is not null;
