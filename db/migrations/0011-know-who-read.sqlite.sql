-- What not everybody may see was read: once for a person, a thing and an hour. The chain holds its digest; by whom and
-- what may be erased when its time is out. "document" is 0 for what belongs to none.
create table read_event (
    number integer not null primary key,
    read_at integer not null,
    hour integer not null,
    holder text not null,
    act text not null,
    document integer not null,
    subject text not null,
    erased_at integer
) strict;

create unique index read_event_once on read_event (hour, holder, act, document, subject) where erased_at is null;
create index read_event_by_time on read_event (read_at);
create index audit_event_by_time on audit_event (happened_at);

create trigger read_event_no_delete before delete on read_event
begin
    select raise(abort, 'what was read is append-only');
end;

create trigger read_event_erase_only before update on read_event
when not (
    new.erased_at is not null and old.erased_at is null and new.holder = '' and new.subject = ''
    and new.number = old.number and new.read_at = old.read_at and new.hour = old.hour and new.act = old.act
    and new.document = old.document
)
begin
    select raise(abort, 'what was read is append-only');
end;
