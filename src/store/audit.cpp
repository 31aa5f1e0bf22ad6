#include "store/audit.hpp"

#include "db/statement.hpp"
#include "store/digest.hpp"
#include "store/log.hpp"
#include "store/log_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>

namespace store {
namespace {

void add(std::string& out, std::string_view text) { out += fmt::format("{}:{};", text.size(), text); }

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

// "3-17": the log rows that an event is about.
std::pair<std::int64_t, std::int64_t> range_of(std::string_view subject) {
    std::int64_t first = 0, last = 0;
    const auto [dash, _] = std::from_chars(subject.data(), subject.data() + subject.size(), first);
    if (dash != subject.data() + subject.size()) std::from_chars(dash + 1, subject.data() + subject.size(), last);
    return {first, last};
}

// What the rows of one document are now, for comparing with what its chain says.
class present_rows {
  public:
    present_rows(db::reader& r, std::int64_t document) : r_{r}, document_{document} {
        if (document == 0) return;
        for (auto& e : log_of(r, document))
            entries_.emplace(e.row, canonical_text(e));
        for (const auto [row] : db::select<std::int64_t>(r, R"(
                select number from log_detail where document = $1 and erased_at is not null)",
                                                         document))
            erased_.emplace(row, true);
    }

    bool has_version(const audit_event& e) const {
        std::int64_t number = 0;
        std::from_chars(e.subject.data(), e.subject.data() + e.subject.size(), number);
        const auto body = db::find<std::string>(r_, R"(
            select body from document_version where document = $1 and number = $2)",
                                                document_, number);
        return body && sha256(*body) == e.content;
    }

    bool has_log(const audit_event& e) const {
        const auto [first, last] = range_of(e.subject);
        std::string all;
        for (auto row = first; row <= last; ++row) {
            if (erased_.contains(row)) return true;
            const auto found = entries_.find(row);
            if (found == entries_.end()) return false;
            all += found->second;
        }
        return sha256(all) == e.content;
    }

  private:
    db::reader& r_;
    std::int64_t document_;
    std::map<std::int64_t, std::string> entries_;
    std::map<std::int64_t, bool> erased_;
};

void verify_document(db::reader& r, std::int64_t document, audit_report& report) {
    const present_rows present{r, document};
    std::string before;
    std::int64_t number = 0;
    auto rows = events_of(r, document);
    while (rows.next()) {
        const auto e = event_of(document, rows);
        ++report.events;
        if (e.number != ++number) report.faults.push_back({document, e.number, "number"});
        number = e.number;
        if (link_of(before, e) != e.link) report.faults.push_back({document, e.number, "link"});
        before = e.link;
        if (e.act == "document" && !present.has_version(e)) report.faults.push_back({document, e.number, "version"});
        if (e.act == "log" && !present.has_log(e)) report.faults.push_back({document, e.number, "log"});
    }
}

} // namespace

void append_audit(db::transaction& t, std::int64_t document, std::string_view by, std::string_view act,
                  std::string_view subject, std::string_view content, core::moment now) {
    // What belongs to no document has no row that a change to it would lock.
    if (document == 0 && t.on().engine() == db::engine::postgresql)
        db::find<std::string>(t, "select pg_advisory_xact_lock(7201)::text");
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

audit_report verify_audit(db::reader& r) {
    std::vector<std::int64_t> documents{0};
    for (const auto [id] : db::select<std::int64_t>(r, "select id from document order by id"))
        documents.push_back(id);
    audit_report report;
    for (const auto document : documents)
        verify_document(r, document, report);
    return report;
}

} // namespace store
