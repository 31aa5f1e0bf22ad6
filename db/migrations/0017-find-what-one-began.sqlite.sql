-- What an organisation began, without looking at the drafts of others.
create index document_by_keeper on document (kept_by) where kept_by is not null;
