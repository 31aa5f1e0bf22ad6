create index document_by_change on document (changed_at);
