-- Every answer to a check before paying or before opening an account: who asked, for what purpose, what was answered and
-- by which rules. Nothing in here names an account or a person: values are keyed digests, and the payer is what the
-- asking bank calls them, digested per bank.
create table payment_checks (
  row_id          uuid primary key,
  -- The same for a request that was sent again.
  id              uuid not null,
  seq             bigint generated always as identity,
  kind            text not null check (kind in ('payment', 'opening')),
  purpose         text not null check (purpose = 'ANTI_FRAUD_ONLY'),
  organisation_id uuid not null references organisations (id),
  asked_by        text not null,
  asked_at        timestamptz(3) not null,
  subject_kind    text not null,
  subject_digest  bytea not null check (length(subject_digest) = 32),
  payer_digest    bytea check (length(payer_digest) = 32),
  amount          numeric(14, 0),
  currency        text,
  channel         text,
  decision        text not null check (decision in ('allow', 'warn', 'hold', 'refuse', 'hit', 'no-hit')),
  rule_ids        text[] not null,
  rule_set        text not null,
  -- When the record goes.
  keep_until      timestamptz(3) not null
);
create index payment_checks_by_organisation on payment_checks (organisation_id, seq desc);
create unique index payment_checks_by_seq on payment_checks (seq desc);
create index payment_checks_by_id on payment_checks (id);
create index payment_checks_by_end on payment_checks (keep_until);

-- Written once. What is past its time may go; nothing else.
create function refuse_change_before_end() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.keep_until < now() then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger payment_checks_append_only before update or delete on payment_checks
  for each row execute function refuse_change_before_end();

-- What came of a check, as the asking member tells it: a label for the rules that spoke. The newest word counts.
create table payment_outcomes (
  id          bigint generated always as identity primary key,
  check_id    uuid not null,
  organisation_id uuid not null references organisations (id),
  outcome     text not null check (outcome in ('paid', 'cancelled', 'scam-confirmed', 'false-alarm')),
  told_by     text not null,
  told_at     timestamptz(3) not null,
  keep_until  timestamptz(3) not null
);
create index payment_outcomes_by_check on payment_outcomes (check_id, id desc);
create index payment_outcomes_by_end on payment_outcomes (keep_until);
create trigger payment_outcomes_append_only before update or delete on payment_outcomes
  for each row execute function refuse_change_before_end();
