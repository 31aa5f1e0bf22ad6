-- What not everybody may see was read: once for a person, a thing and an hour. The chain holds its digest; by whom and
-- what may be erased when its time is out. "document" is 0 for what belongs to none.
create table read_event (
    number bigint not null primary key,
    read_at bigint not null,
    hour bigint not null,
    holder text not null,
    act text not null,
    document bigint not null,
    subject text not null,
    erased_at bigint
);

create unique index read_event_once on read_event (hour, holder, act, document, subject) where erased_at is null;
create index read_event_by_time on read_event (read_at);
create index audit_event_by_time on audit_event (happened_at);

create trigger read_event_no_delete before delete on read_event
for each row execute function log_is_append_only();

create trigger read_event_no_truncate before truncate on read_event
for each statement execute function log_is_append_only();

create trigger read_event_erase_only before update on read_event
for each row when (not (
    new.erased_at is not null and old.erased_at is null and new.holder = '' and new.subject = ''
    and new.number = old.number and new.read_at = old.read_at and new.hour = old.hour and new.act = old.act
    and new.document = old.document
))
execute function log_is_append_only();
