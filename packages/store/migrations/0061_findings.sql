-- What a model found about an indicator, beside what people and lists say of it.

-- Only of statements of models: which of the model's thresholds was passed. It says how much the statement may weigh and
-- how far it may lift a verdict, so it is kept as it was, whatever later versions think.
alter table evidence add column finding text check (finding in ('suspicious', 'high'));

-- Versions of models whose findings were taken back. Nothing of them is recorded any more, and none of them comes back.
create table withdrawn_models (
  -- `name@version`.
  model        text primary key check (length(model) between 3 and 64),
  withdrawn_at timestamptz not null,
  withdrawn_by text not null,
  reason       text not null
);
create trigger withdrawn_models_append_only before update or delete on withdrawn_models for each row execute function refuse_change();
