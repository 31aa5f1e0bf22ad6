alter table party add column contact_function text;
alter table party add column contact_mail text;
alter table party add column contact_telephone text;

-- A document's parties are numbered from one, its array from nought.
update party
set contact_function = c.value ->> 'function',
    contact_mail = c.value ->> 'mail',
    contact_telephone = c.value ->> 'telephone'
from (
    select d.id, e.key + 1 as number, e.value -> 'contact' as value
    from document d
    join document_version v on v.document = d.id and v.number = d.version
    join json_each(v.body, '$.parties') e
) c
where c.id = party.document and c.number = party.number and json_type(c.value) = 'object';
