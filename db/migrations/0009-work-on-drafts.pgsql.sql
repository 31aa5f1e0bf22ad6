-- The version that is worked on where residents see another; none where the newest is the one in force. "kept_by" is the
-- organisation that began a draft: the other parties see it when it is shared with them, or sent to be approved. Nobody's
-- draft is all its parties'.
alter table document add column working bigint;
alter table document add column in_review boolean not null default false;
alter table document add column is_shared boolean not null default false;
alter table document add column kept_by bigint references organisation (id);
alter table document add column dropped_at bigint;

create index document_by_work on document (changed_at)
where dropped_at is null and (status in ('draft', 'review') or working is not null);

-- The text that a draft was read from, where each value of that version stands in it, and what the reader of the file
-- warned of.
create table document_source (
    document bigint not null references document (id),
    version bigint not null,
    name text not null,
    content text not null,
    spans text not null,
    warnings text not null,
    primary key (document)
);

-- An organisation's word that one version holds, exactly as it stands: "digest" is the version's. Taken back by a day,
-- never removed.
create table party_approval (
    document bigint not null references document (id),
    number bigint not null,
    version bigint not null,
    digest bytea not null,
    party text not null,
    organisation bigint not null references organisation (id),
    said_by text not null,
    holder text not null,
    given_at bigint not null,
    withdrawn_at bigint,
    primary key (document, number)
);
