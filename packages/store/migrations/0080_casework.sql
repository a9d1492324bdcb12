-- Casework: reports of loss, cases, orders and appeals as they move through their states. The rules are in the pure
-- package; here stands what must hold whoever writes. What names a person or an account is sealed before it comes.

create table casework_entities (
  id              uuid primary key,
  kind            text not null check (kind in ('report', 'case', 'stop-order', 'freeze-order', 'return-plan',
                    'number-order', 'sanction', 'url-order', 'dissuasion-task', 'protective-hold', 'appeal',
                    'evidence-item', 'delayed-transfer')),
  -- One more with every change; who acts says which version was looked at.
  version         integer not null check (version > 0),
  state           text not null check (state <> ''),
  -- Nothing leads out of its state; a correction is a new entity that names it.
  is_over         boolean not null,
  -- Of the rules that were in force when it was made.
  rule_set        text not null check (rule_set <> ''),
  -- Whose it is; null for what the public brought and nobody has taken yet.
  organisation_id uuid references organisations (id),
  -- Whom it is addressed to, and the second one of a number that is held here and carried there.
  partner_id      uuid references organisations (id),
  line_partner_id uuid references organisations (id),
  region          text not null,
  created_by      text not null check (created_by <> ''),
  created_at      timestamptz(3) not null,
  changed_at      timestamptz(3) not null,
  -- By field; money as text of whole fen. Beside it, sealed, what names people and accounts.
  facts           jsonb not null check (jsonb_typeof(facts) = 'object'),
  sealed          bytea,
  -- Who did what last, by event.
  hands           jsonb not null check (jsonb_typeof(hands) = 'object'),

  -- What constraints and lists ask for, taken from the facts.
  report_id       uuid references casework_entities (id),
  case_id         uuid references casework_entities (id),
  parent_id       uuid references casework_entities (id),
  -- The measure that an appeal is about, or the freeze that a plan returns.
  target_id       uuid references casework_entities (id),
  -- HMAC of the account or number: found without being read.
  subject_index   bytea check (octet_length(subject_index) = 32),
  -- HMAC of what makes it the same matter.
  natural_key     bytea check (octet_length(natural_key) = 32),
  tier            smallint check (tier between 1 and 100),
  stop_no         smallint check (stop_no between 1 and 2),
  claimed_fen     bigint check (claimed_fen >= 0),
  secured_fen     bigint check (secured_fen >= 0),
  balance_fen     bigint check (balance_fen >= 0),
  frozen_fen      bigint check (frozen_fen >= 0),
  limit_fen       bigint check (limit_fen >= 0),
  expires_at      timestamptz(3),
  filed_at        timestamptz(3),

  -- Never more is secured than was claimed.
  check (secured_fen is null or claimed_fen is null or secured_fen <= claimed_fen),
  -- A freeze hangs on a case (PROC 174); that the case is filed is the key below.
  check (kind <> 'freeze-order' or case_id is not null),
  -- A stop hangs on a report or a case, and is addressed to somebody.
  check (kind <> 'stop-order' or (coalesce(report_id, case_id) is not null and partner_id is not null)),
  check (kind not in ('number-order', 'freeze-order') or partner_id is not null),
  check (kind <> 'appeal' or target_id is not null),
  check (filed_at is null or kind = 'case'),

  is_filed        boolean generated always as (kind = 'case' and filed_at is not null) stored,
  needs_filed     boolean generated always as (case when kind = 'freeze-order' then true end) stored,
  unique (id, is_filed),
  -- Before the filing nothing may be frozen: not by code that forgot to ask, either.
  foreign key (case_id, needs_filed) references casework_entities (id, is_filed)
);
-- One matter, one entity: two officers who order the same thing at once find each other. Of reports only a hint that
-- somebody told the same before: nobody who reports is turned away.
create unique index casework_natural_key on casework_entities (kind, natural_key)
  where natural_key is not null and not is_over and kind <> 'report';
create index casework_by_age on casework_entities (kind, created_at, id);
create index casework_by_partner on casework_entities (partner_id, kind, created_at, id) where partner_id is not null;
create index casework_by_organisation on casework_entities (organisation_id, kind, created_at, id);
create index casework_by_region on casework_entities (region text_pattern_ops, kind, created_at, id);
create index casework_by_report on casework_entities (report_id, kind) where report_id is not null;
create index casework_by_case on casework_entities (case_id, kind) where case_id is not null;
create index casework_by_parent on casework_entities (parent_id) where parent_id is not null;
create index casework_by_target on casework_entities (target_id) where target_id is not null;
create index casework_by_subject on casework_entities (subject_index, kind) where subject_index is not null;

-- What is over stays as it ended, what it is stays what it is, and no version is skipped.
create function keep_casework_entity() returns trigger language plpgsql as $$
begin
  if old.is_over then
    raise exception 'a % that is over is not changed: %', old.kind, old.id using errcode = 'restrict_violation';
  end if;
  if new.id <> old.id or new.kind <> old.kind or new.created_at <> old.created_at
     or new.created_by <> old.created_by or new.rule_set <> old.rule_set then
    raise exception 'what a % is does not change: %', old.kind, old.id using errcode = 'restrict_violation';
  end if;
  if new.version <> old.version + 1 then
    raise exception 'a % goes from version % to the next one: %', old.kind, old.version, old.id
      using errcode = 'restrict_violation';
  end if;
  if old.filed_at is not null and new.filed_at is distinct from old.filed_at then
    raise exception 'a filing is not taken back: %', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger casework_entities_keep before update on casework_entities
  for each row execute function keep_casework_entity();
create trigger casework_entities_keep_their_row before delete on casework_entities
  for each row execute function refuse_change();

-- The stops of an account in one matter: at most two (N86), whatever orders they came by. An order that was extended
-- has used both; one that the bank did not carry out has used none.
create table casework_stops (
  id            bigint generated always as identity primary key,
  order_id      uuid not null references casework_entities (id),
  partner_id    uuid not null references organisations (id),
  account_index bytea not null check (octet_length(account_index) = 32),
  -- The case, or before there is one the report.
  matter_id     uuid not null references casework_entities (id),
  stop_no       smallint not null check (stop_no between 1 and 2),
  at            timestamptz(3) not null,
  -- Not carried out: it does not count.
  voided_at     timestamptz(3)
);
create unique index casework_stops_twice_at_most on casework_stops (partner_id, account_index, matter_id, stop_no)
  where voided_at is null;
create index casework_stops_by_order on casework_stops (order_id);

-- Accounts that may never be stopped or frozen as a whole: clearing accounts, customer reserves and the like (S53).
create table casework_protected_accounts (
  partner_id    uuid not null references organisations (id),
  account_index bytea not null check (octet_length(account_index) = 32),
  class         text not null check (class in ('clearing', 'customer-reserve', 'special-funds', 'merchant', 'tax',
                  'utility', 'securities')),
  added_by      text not null,
  added_at      timestamptz(3) not null,
  primary key (partner_id, account_index)
);
