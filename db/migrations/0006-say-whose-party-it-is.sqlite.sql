-- Documents call the police by many names. A party that neither its name nor its code tells whose it is, is an
-- organisation's because somebody said so; by name, since a new version of a document writes its parties anew.
create table party_link (
    document integer not null references document (id),
    party text not null,
    organisation integer not null references organisation (id),
    made_at integer not null,
    primary key (document, party)
) strict, without rowid;

create index party_link_by_organisation on party_link (organisation);
create index party_by_name on party (name, document);
