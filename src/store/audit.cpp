#include "store/audit.hpp"

#include "db/statement.hpp"
#include "store/digest.hpp"

#include <fmt/format.h>

namespace store {
namespace {

void add(std::string& out, std::string_view text) { out += fmt::format("{}:{};", text.size(), text); }

using event_rows = db::rows<std::int64_t, core::moment, std::string, std::string, std::string, db::bytes, db::bytes>;

event_rows events_of(db::reader& r, std::int64_t document) {
    return db::select<std::int64_t, core::moment, std::string, std::string, std::string, db::bytes, db::bytes>(
        r, R"(
        select number, happened_at, holder, act, subject, content, link
        from audit_event
        where document = $1
        order by number)",
        document);
}

audit_event event_of(std::int64_t document, const event_rows& rows) {
    auto [number, at, by, act, subject, content, link] = rows.row();
    return {document,
            number,
            at,
            std::move(by),
            std::move(act),
            std::move(subject),
            std::move(content.value),
            std::move(link.value)};
}

} // namespace

std::string link_of(std::string_view before, const audit_event& e) {
    std::string all = "audit/1;";
    add(all, before);
    add(all, fmt::to_string(e.document));
    add(all, fmt::to_string(e.number));
    add(all, fmt::to_string(e.at.time_since_epoch().count()));
    add(all, e.by);
    add(all, e.act);
    add(all, e.subject);
    add(all, e.content);
    return sha256(all);
}

void lock_house(db::transaction& t) {
    if (t.on().engine() == db::engine::postgresql) db::find<std::string>(t, "select pg_advisory_xact_lock(7201)::text");
}

void append_audit(db::transaction& t, std::int64_t document, std::string_view by, std::string_view act,
                  std::string_view subject, std::string_view content, core::moment now) {
    if (document == 0) lock_house(t);
    const auto last = db::find<std::int64_t, db::bytes>(t, R"(
        select number, link
        from audit_event
        where document = $1
        order by number desc
        limit 1)",
                                                        document);
    audit_event e{document, 1, now, std::string{by}, std::string{act}, std::string{subject}, sha256(content), {}};
    if (last) e.number = std::get<0>(*last) + 1;
    e.link = link_of(last ? std::get<1>(*last).value : std::string{}, e);
    db::run(t, R"(
        insert into audit_event (document, number, happened_at, holder, act, subject, content, link)
        values ($1, $2, $3, $4, $5, $6, $7, $8))",
            e.document, e.number, e.at, e.by, e.act, e.subject, db::bytes_view{e.content}, db::bytes_view{e.link});
}

std::vector<audit_event> audit_of(db::reader& r, std::int64_t document) {
    std::vector<audit_event> all;
    auto rows = events_of(r, document);
    while (rows.next())
        all.push_back(event_of(document, rows));
    return all;
}

} // namespace store
