-- The version that is worked on where residents see another; none where the newest is the one in force. "kept_by" is the
-- organisation that began a draft: the other parties see it when it is shared with them, or sent to be approved. Nobody's
-- draft is all its parties'.
alter table document add column working integer;
alter table document add column in_review integer not null default 0 check (in_review in (0, 1));
alter table document add column is_shared integer not null default 0 check (is_shared in (0, 1));
alter table document add column kept_by integer references organisation (id);
alter table document add column dropped_at integer;

create index document_by_work on document (changed_at)
where dropped_at is null and (status in ('draft', 'review') or working is not null);

-- The text that a draft was read from, where each value of that version stands in it, and what the reader of the file
-- warned of.
create table document_source (
    document integer not null references document (id),
    version integer not null,
    name text not null,
    content text not null,
    spans text not null,
    warnings text not null,
    primary key (document)
) strict, without rowid;

-- An organisation's word that one version holds, exactly as it stands: "digest" is the version's. Taken back by a day,
-- never removed.
create table party_approval (
    document integer not null references document (id),
    number integer not null,
    version integer not null,
    digest blob not null,
    party text not null,
    organisation integer not null references organisation (id),
    said_by text not null,
    holder text not null,
    given_at integer not null,
    withdrawn_at integer,
    primary key (document, number)
) strict, without rowid;
