-- What an entry is about, its owner, reading, subject and unit, is the same few over and over in a document's log: said
-- once here, so that a country's log is read by its numbers and days alone.
create table log_matter (
    document bigint not null references document (id),
    number integer not null,
    owner text not null,
    reading integer,
    subject text,
    unit text,
    primary key (document, number)
);

insert into log_matter (document, number, owner, reading, subject, unit)
select document, row_number() over (partition by document order by min(number)), owner, reading, subject, unit
from log_entry
group by document, owner, reading, subject, unit;

alter table log_detail drop constraint log_detail_document_number_fkey;
alter table log_entry rename to log_entry_before;
alter index log_entry_pkey rename to log_entry_before_pkey;

create table log_entry (
    document bigint not null references document (id),
    number bigint not null,
    kind smallint not null check (kind in (0, 1, 2)),
    about bigint,
    matter integer not null,
    done_on date not null,
    low double precision,
    high double precision,
    approximate boolean not null,
    hours double precision,
    primary key (document, number),
    foreign key (document, matter) references log_matter (document, number)
);

insert into log_entry (document, number, kind, about, matter, done_on, low, high, approximate, hours)
select e.document, e.number, e.kind, e.about, m.number, e.done_on, e.low, e.high, e.approximate, e.hours
from log_entry_before e
join log_matter m on m.document = e.document and m.owner = e.owner and m.reading is not distinct from e.reading
    and m.subject is not distinct from e.subject and m.unit is not distinct from e.unit;

drop table log_entry_before;
alter table log_detail add foreign key (document, number) references log_entry (document, number);

create trigger log_matter_no_change before update or delete on log_matter
for each row execute function log_is_append_only();

create trigger log_matter_no_truncate before truncate on log_matter
for each statement execute function log_is_append_only();

create trigger log_entry_no_change before update or delete on log_entry
for each row execute function log_is_append_only();

create trigger log_entry_no_truncate before truncate on log_entry
for each statement execute function log_is_append_only();
