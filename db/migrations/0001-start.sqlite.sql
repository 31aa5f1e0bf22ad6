-- Booleans are 0/1, moments microseconds since 1970 UTC, days are days since 1970-01-01.

create table document (
    id integer primary key,
    slug text not null unique,
    title text not null,
    status text not null check (status in ('draft', 'review', 'published', 'closed')),
    invented integer not null check (invented in (0, 1)),
    valid_from integer,
    valid_to integer,
    until_replaced integer not null check (until_replaced in (0, 1)),
    extendable integer not null check (extendable in (0, 1)),
    version integer not null,
    search text not null,
    lede text not null,
    shown_from integer,
    settings text not null,
    log_rows integer not null,
    revision integer not null,
    changed_at integer not null
) strict;

create index document_by_status on document (status, slug);

-- The exact lofte/1 text that parties approve.
create table document_version (
    document integer not null references document (id),
    number integer not null,
    body text not null,
    digest blob not null,
    made_at integer not null,
    primary key (document, number)
) strict, without rowid;

create table party (
    document integer not null references document (id),
    number integer not null,
    name text not null,
    kind text not null,
    code text,
    role text not null,
    primary key (document, number)
) strict, without rowid;

create index party_by_code on party (code, document);

create table focus_area (
    document integer not null references document (id),
    number integer not null,
    name text not null,
    primary key (document, number)
) strict, without rowid;

create table approval (
    document integer not null references document (id),
    number integer not null,
    version integer not null,
    party text not null,
    approved_by text not null,
    approved_on integer not null,
    primary key (document, number)
) strict, without rowid;

-- What verdicts rest on: narrow, and stored in the order of its key, so that a whole log is read in one sweep.
-- "about" is the row of the entry that a correction or withdrawal is about, through any number of corrections.
create table log_entry (
    document integer not null references document (id),
    number integer not null,
    kind integer not null check (kind in (0, 1, 2)),
    about integer,
    owner text not null,
    reading integer,
    subject text,
    done_on integer not null,
    low real,
    high real,
    approximate integer not null check (approximate in (0, 1)),
    unit text,
    hours real,
    primary key (document, number)
) strict, without rowid;

-- Who, when and in which words. The words may be erased when their time is out; the row stays.
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

create unique index log_detail_by_client_key on log_detail (document, client_key);
create unique index log_detail_by_entry_id on log_detail (document, entry_id);

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

create table verdict_reason (
    document integer not null references document (id),
    number integer not null,
    owner text not null,
    window_from integer,
    code text not null,
    words text not null,
    responsible text not null,
    given_on integer not null,
    primary key (document, number)
) strict, without rowid;

create table access_token (
    id integer primary key,
    name text not null unique,
    document integer references document (id),
    digest blob not null unique,
    made_at integer not null,
    revoked_at integer
) strict;

create table job (
    id integer primary key,
    kind text not null,
    subject text not null,
    state text not null check (state in ('waiting', 'running', 'failed')),
    attempts integer not null,
    due_at integer not null,
    problem text not null
) strict;

create unique index job_waits_once on job (kind, subject) where state = 'waiting';
create index job_by_due on job (state, due_at);

create table made_file (
    kind text not null,
    subject text not null,
    revision integer not null,
    content blob not null,
    made_at integer not null,
    primary key (kind, subject)
) strict;

create table setting (
    name text not null primary key,
    content text not null,
    changed_at integer not null
) strict;

-- One chain of digests a document, document 0 for what belongs to none. "content" is the digest of what was changed, so
-- that the thing itself can be erased and the chain still holds.
create table audit_event (
    document integer not null,
    number integer not null,
    happened_at integer not null,
    holder text not null,
    act text not null,
    subject text not null,
    content blob not null,
    link blob not null,
    primary key (document, number)
) strict, without rowid;

create trigger audit_event_no_update before update on audit_event
begin
    select raise(abort, 'the audit chain is append-only');
end;

create trigger audit_event_no_delete before delete on audit_event
begin
    select raise(abort, 'the audit chain is append-only');
end;
