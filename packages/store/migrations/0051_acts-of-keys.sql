-- What was done with administrator keys, newest first, for auditors.
create index events_by_administrator on events (actor, seq)
  where seq is not null and actor like 'administrator:%';
