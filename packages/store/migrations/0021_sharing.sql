-- What members share with each other. A share whose labels let it be evidence of the public verdict is in `evidence`
-- too; every other one is only here, and its indicator is never a row of `indicators` because of it.

create table shares (
  id            uuid primary key,
  origin_id     uuid not null references organisations (id),
  -- First 64 bits of SHA-256(kind ':' canonical), as signed bigint.
  indicator_key bigint not null,
  kind          smallint not null check (kind between 0 and 63),
  canonical     text not null check (length(canonical) between 1 and 4096),
  object        text not null check (object in ('confirmed-indicator', 'case-indicator', 'victim-list', 'malware-sample')),
  seen          text not null check (seen in ('call', 'message', 'site', 'app', 'payment', 'login', 'other')),
  fraud_type    text,
  first_at      bigint not null,
  last_at       bigint not null check (last_at >= first_at),
  count         integer not null check (count > 0),
  -- Sealed.
  note          bytea,
  tlp           text not null check (tlp in ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED')),
  pap           text not null check (pap in ('PAP:CLEAR', 'PAP:GREEN', 'PAP:AMBER', 'PAP:RED')),
  group_id      uuid references sharing_groups (id),
  -- The share it passes on; what is withdrawn or closed there is withdrawn and closed here.
  passed_on_from uuid references shares (id),
  -- Says only what our own verdict or another share told its origin: weighs nothing.
  echo          boolean not null,
  -- The origin's own name for it: the same one again is the same share.
  reference     text check (length(reference) between 1 and 100),
  given_by      text not null,
  at            timestamptz(3) not null,
  -- The public verdict just before and after, where it became evidence.
  level_before  text,
  level_after   text,
  withdrawn_at  timestamptz(3),
  withdrawn_by  text,
  withdrawal_reason text check (withdrawal_reason in ('error', 'outdated', 'new-holder', 'dispute', 'other')),
  -- Whether it is evidence of the public verdict (`isPublicEvidence` of the domain).
  is_public     boolean not null generated always as (
    tlp in ('TLP:CLEAR', 'TLP:GREEN') and pap in ('PAP:CLEAR', 'PAP:GREEN')) stored,
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason is null))
);
create unique index shares_by_reference on shares (origin_id, reference) where reference is not null;
create index shares_by_time on shares (at desc, id desc);
create index shares_by_origin on shares (origin_id, at desc, id desc);
create index shares_held on shares (indicator_key) where withdrawn_at is null and not is_public;
create index shares_by_indicator on shares (indicator_key);
create index shares_passed_on on shares (passed_on_from) where passed_on_from is not null;

-- Organisations and people.
create table share_recipients (
  share_id     uuid not null references shares (id),
  recipient_id uuid not null,
  primary key (share_id, recipient_id)
);
create index share_recipients_by_recipient on share_recipients (recipient_id, share_id);

-- Every change of a label. Opening one takes two people.
create table share_relabellings (
  id          uuid primary key default gen_random_uuid(),
  share_id    uuid not null references shares (id),
  from_tlp    text not null,
  from_pap    text not null,
  to_tlp      text not null,
  to_pap      text not null,
  state       text not null check (state in ('proposed', 'approved', 'refused', 'closed')),
  proposed_by text not null,
  proposed_at timestamptz(3) not null,
  decided_by  text,
  decided_at  timestamptz(3),
  check ((state in ('proposed', 'closed')) = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (decided_by <> proposed_by)
);
create unique index share_relabellings_open on share_relabellings (share_id) where state = 'proposed';
create index share_relabellings_by_share on share_relabellings (share_id, proposed_at);

-- What was said stays as it was said.
create trigger shares_keep_their_statement
  before delete or update of id, origin_id, indicator_key, kind, canonical, object, seen, fraud_type, first_at, last_at,
    count, note, group_id, passed_on_from, echo, reference, given_by, at on shares
  for each row execute function refuse_change();
create trigger shares_no_truncate before truncate on shares for each statement execute function refuse_change();
create trigger share_recipients_stay before delete or update on share_recipients for each row execute function refuse_change();
create trigger share_relabellings_stay before delete on share_relabellings for each row execute function refuse_change();

create function refuse_opening() returns trigger language plpgsql as $$
declare
  tlps constant text[] := array['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'];
  paps constant text[] := array['PAP:CLEAR', 'PAP:GREEN', 'PAP:AMBER', 'PAP:RED'];
begin
  if (array_position(tlps, new.tlp) < array_position(tlps, old.tlp)
      or array_position(paps, new.pap) < array_position(paps, old.pap))
     and not exists (select from share_relabellings r
                      where r.share_id = old.id and r.state = 'approved' and r.from_tlp = old.tlp
                        and r.from_pap = old.pap and r.to_tlp = new.tlp and r.to_pap = new.pap) then
    raise exception 'a label is opened by two people' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
create trigger shares_open_by_two before update of tlp, pap on shares for each row execute function refuse_opening();

create function refuse_unwithdrawing() returns trigger language plpgsql as $$
begin
  raise exception 'what was withdrawn stays withdrawn' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger shares_stay_withdrawn before update of withdrawn_at on shares for each row
  when (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at)
  execute function refuse_unwithdrawing();
