alter table log_detail add column open_from integer;
alter table log_detail add column public_place text not null default '';

drop trigger log_detail_erase_only;

create trigger log_detail_erase_only before update on log_detail
when not (
    new.erased_at is not null and old.erased_at is null
    and new.said = '' and new.place = '' and new.note = '' and new.link = '' and new.public_place = ''
    and new.document = old.document and new.number = old.number and new.entry_id = old.entry_id
    and new.client_key is old.client_key and new.names is old.names
    and new.parts is old.parts and new.parts_agree = old.parts_agree
    and new.channel is old.channel
    and new.amount_open = old.amount_open and new.detail_open = old.detail_open
    and new.open_from is old.open_from
    and new.holder = old.holder and new.recorded_at = old.recorded_at
)
begin
    select raise(abort, 'the log is append-only');
end;
