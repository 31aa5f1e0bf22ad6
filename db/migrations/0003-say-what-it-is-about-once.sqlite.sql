-- What an entry is about, its owner, reading, subject and unit, is the same few over and over in a document's log: said
-- once here, so that a country's log is read by its numbers and days alone.
create table log_matter (
    document integer not null references document (id),
    number integer not null,
    owner text not null,
    reading integer,
    subject text,
    unit text,
    primary key (document, number)
) strict, without rowid;

insert into log_matter (document, number, owner, reading, subject, unit)
select document, row_number() over (partition by document order by min(number)), owner, reading, subject, unit
from log_entry
group by document, owner, reading, subject, unit;

alter table log_detail rename to log_detail_before;
alter table log_entry rename to log_entry_before;

create table log_entry (
    document integer not null references document (id),
    number integer not null,
    kind integer not null check (kind in (0, 1, 2)),
    about integer,
    matter integer not null,
    done_on integer not null,
    low real,
    high real,
    approximate integer not null check (approximate in (0, 1)),
    hours real,
    primary key (document, number),
    foreign key (document, matter) references log_matter (document, number)
) strict, without rowid;

insert into log_entry (document, number, kind, about, matter, done_on, low, high, approximate, hours)
select e.document, e.number, e.kind, e.about, m.number, e.done_on, e.low, e.high, e.approximate, e.hours
from log_entry_before e
join log_matter m on m.document = e.document and m.owner = e.owner and m.reading is e.reading
    and m.subject is e.subject and m.unit is e.unit;

create table log_detail (
    document integer not null,
    number integer not null,
    entry_id text not null,
    client_key text,
    names text,
    said text not null,
    parts text,
    parts_agree integer not null check (parts_agree in (0, 1)),
    place text not null,
    note text not null,
    channel text,
    link text not null,
    amount_open integer not null check (amount_open in (0, 1)),
    detail_open integer not null check (detail_open in (0, 1)),
    holder text not null,
    recorded_at integer not null,
    erased_at integer,
    primary key (document, number),
    foreign key (document, number) references log_entry (document, number)
) strict, without rowid;

insert into log_detail
select document, number, entry_id, client_key, names, said, parts, parts_agree, place, note, channel, link,
    amount_open, detail_open, holder, recorded_at, erased_at
from log_detail_before;

drop table log_detail_before;
drop table log_entry_before;

create unique index log_detail_by_client_key on log_detail (document, client_key);
create unique index log_detail_by_entry_id on log_detail (document, entry_id);

create trigger log_matter_no_update before update on log_matter
begin
    select raise(abort, 'the log is append-only');
end;
create trigger log_matter_no_delete before delete on log_matter
begin
    select raise(abort, 'the log is append-only');
end;
create trigger log_entry_no_update before update on log_entry
begin
    select raise(abort, 'the log is append-only');
end;

create trigger log_entry_no_delete before delete on log_entry
begin
    select raise(abort, 'the log is append-only');
end;

create trigger log_detail_no_delete before delete on log_detail
begin
    select raise(abort, 'the log is append-only');
end;

create trigger log_detail_erase_only before update on log_detail
when not (
    new.erased_at is not null and old.erased_at is null
    and new.said = '' and new.place = '' and new.note = '' and new.link = ''
    and new.document = old.document and new.number = old.number and new.entry_id = old.entry_id
    and new.client_key is old.client_key and new.names is old.names
    and new.parts is old.parts and new.parts_agree = old.parts_agree
    and new.channel is old.channel
    and new.amount_open = old.amount_open and new.detail_open = old.detail_open
    and new.holder = old.holder and new.recorded_at = old.recorded_at
)
begin
    select raise(abort, 'the log is append-only');
end;
