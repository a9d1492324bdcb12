-- Where a dispute belongs: as reports, to the police of that place first. Null where nobody knows.
alter table disputes
  add column region text check (region ~ '^([a-z]{2}(/[0-9a-z]{1,12}){0,5})?$');
create index disputes_open_by_region on disputes (region text_pattern_ops, id) where state = 'open';
