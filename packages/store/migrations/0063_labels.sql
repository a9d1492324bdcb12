-- What people decided about values and texts, as labels that models are trained and measured with. Written once, beside
-- what the model of the time thought; a later decision about the same thing is a row of its own, and the newest one counts.
create table labels (
  id            bigint generated always as identity primary key,
  -- The event of the decision, so that none is taken twice.
  event_id      bigint not null,
  -- A kind of indicator, or `text` for the words of a report.
  kind          text not null,
  -- A row of indicators, and its value; or the report whose words it is about. The words stay sealed in the report.
  indicator_key bigint,
  canonical     text,
  report_id     bigint,
  label         text not null check (label in ('fraud', 'harmless', 'unsure')),
  fraud_type    text,
  act           text not null check (act in ('report', 'pin', 'dispute', 'retraction', 'queue')),
  decided_by    text not null,
  -- Roles and kind of organisation of whoever decided, for a training that trusts some more than others.
  decided_as    text not null,
  at            timestamptz(3) not null,
  -- What the model that judged then said, where one did.
  model         text,
  score         double precision check (score between 0 and 1),
  model_level   text,
  -- Who may be given it.
  tlp           text not null,
  check ((kind = 'text') = (report_id is not null and indicator_key is null)),
  check ((indicator_key is null) = (canonical is null)),
  check ((model is null) = (score is null)),
  unique nulls not distinct (event_id, kind, indicator_key, report_id)
);
create index labels_by_indicator on labels (indicator_key, id) where indicator_key is not null;
create trigger labels_append_only before update or delete on labels for each row execute function refuse_change();

-- How far decisions have been taken over from the log.
create table label_cursor (
  is_only boolean primary key default true check (is_only),
  seq     bigint not null
);
insert into label_cursor (seq) values (0);
