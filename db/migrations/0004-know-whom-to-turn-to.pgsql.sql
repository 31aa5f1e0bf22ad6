alter table party add column contact_function text;
alter table party add column contact_mail text;
alter table party add column contact_telephone text;

-- A document's parties are numbered from one.
update party
set contact_function = c.value ->> 'function',
    contact_mail = c.value ->> 'mail',
    contact_telephone = c.value ->> 'telephone'
from (
    select d.id, e.number, e.value -> 'contact' as value
    from document d
    join document_version v on v.document = d.id and v.number = d.version
    cross join jsonb_array_elements(v.body::jsonb -> 'parties') with ordinality e (value, number)
) c
where c.id = party.document and c.number = party.number and jsonb_typeof(c.value) = 'object';
