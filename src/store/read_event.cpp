#include "store/read_event.hpp"

#include "db/statement.hpp"
#include "store/audit.hpp"

#include <fmt/format.h>

namespace store {
namespace {

std::int64_t hour_of(core::moment at) { return std::chrono::floor<std::chrono::hours>(at).time_since_epoch().count(); }

} // namespace

bool is_noted(db::reader& r, const read_event& e) {
    return db::find<std::int64_t>(r, R"(
        select number
        from read_event
        where hour = $1 and holder = $2 and act = $3 and document = $4 and subject = $5 and erased_at is null)",
                                  hour_of(e.at), e.by, e.act, e.document, e.subject)
        .has_value();
}

void note_read(db::transaction& t, read_event e) {
    lock_house(t);
    if (is_noted(t, e)) return;
    e.number = db::find<std::int64_t>(t, "select coalesce(max(number), 0) + 1 from read_event").value_or(1);
    db::run(t, R"(
        insert into read_event (number, read_at, hour, holder, act, document, subject)
        values ($1, $2, $3, $4, $5, $6, $7))",
            e.number, e.at, hour_of(e.at), e.by, e.act, e.document, e.subject);
    append_audit(t, 0, {}, "read", fmt::to_string(e.number), canonical_text(e), e.at);
}

std::string canonical_text(const read_event& e) {
    return fmt::format("read/1;{};{};{}:{};{}:{};{};{}:{};", e.number, e.at.time_since_epoch().count(), e.by.size(),
                       e.by, e.act.size(), e.act, e.document, e.subject.size(), e.subject);
}

} // namespace store
