#include "store/log_rows.hpp"

#include "core/words.hpp"
#include "db/statement.hpp"
#include "reading/names.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/log_matter.hpp"
#include "store/log_text.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>

#include <unordered_map>

namespace store {
namespace {

using number = std::int64_t;
using words = std::optional<std::string>;
using abouts = std::vector<std::optional<number>>;

std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; }

// The rows' columns, and their values in the same order: the one list that both ways of inserting share.
const std::vector<std::string_view> entry_columns{"document", "number", "kind", "about",       "matter",
                                                  "done_on",  "low",    "high", "approximate", "hours"};

template <class Sink>
void give_entry(Sink&& sink, number pledge, const core::log_entry& e, std::optional<number> about, number matter) {
    sink(pledge, e.row, static_cast<int>(e.kind), about, matter, e.done_on, e.amount.low, e.amount.high, e.amount.about,
         e.hours);
}

const std::vector<std::string_view> detail_columns{"document",    "number",    "entry_id",    "client_key",  "names",
                                                   "said",        "parts",     "parts_agree", "place",       "note",
                                                   "channel",     "link",      "amount_open", "detail_open", "holder",
                                                   "recorded_at", "open_from", "public_place"};

words parts_text(const core::log_entry& e) {
    if (e.amount.parts.empty()) return std::nullopt;
    return fmt::format("{}", fmt::join(e.amount.parts, " "));
}

words channel_word(const core::log_entry& e) {
    if (!e.channel) return std::nullopt;
    return std::string{reading::name(*e.channel)};
}

template <class Sink>
void give_detail(Sink&& sink, number pledge, const core::log_entry& e) {
    sink(pledge, e.row, e.id, if_any(e.client_key), if_any(e.names), e.said, parts_text(e), e.amount.parts_agree,
         e.place, e.note, channel_word(e), e.link, e.amount_visibility == core::visibility::open,
         e.detail_visibility == core::visibility::open, e.by, e.recorded_at, e.open_from, e.public_place);
}

std::string insert_text(std::string_view table, const std::vector<std::string_view>& columns) {
    std::string places;
    for (std::size_t i = 1; i <= columns.size(); ++i)
        places += fmt::format("{}${}", i > 1 ? ", " : "", i);
    return fmt::format("insert into {} ({}) values ({})", table, fmt::join(columns, ", "), places);
}

void add_entries(db::transaction& t, number pledge, const std::vector<core::log_entry>& log, const abouts& about) {
    const auto matters = store_matters(t, pledge, log);
    db::bulk_insert<number, number, int, std::optional<number>, number, base::date, std::optional<double>,
                    std::optional<double>, bool, std::optional<double>>
        rows{t, "log_entry", entry_columns};
    for (std::size_t i = 0; i < log.size(); ++i)
        give_entry([&](const auto&... values) { rows.add(values...); }, pledge, log[i], about[i], matters[i]);
    rows.finish();
}

void add_details(db::transaction& t, number pledge, const std::vector<core::log_entry>& log) {
    db::bulk_insert<number, number, std::string, words, words, std::string, words, bool, std::string, std::string,
                    words, std::string, bool, bool, std::string, core::moment, std::optional<base::date>, std::string>
        rows{t, "log_detail", detail_columns};
    for (const auto& e : log)
        give_detail([&](const auto&... values) { rows.add(values...); }, pledge, e);
    rows.finish();
}

// For each entry the row of the one that its chain of corrections began with.
abouts abouts_of(const std::vector<core::log_entry>& log) {
    std::unordered_map<std::string, number> root_of;
    abouts all;
    for (const auto& e : log) {
        const auto named = e.kind == core::entry_kind::entry ? root_of.end() : root_of.find(e.names);
        all.push_back(named == root_of.end() ? std::nullopt : std::optional{named->second});
        if (e.kind == core::entry_kind::entry || all.back()) root_of[e.id] = all.back().value_or(e.row);
    }
    return all;
}

} // namespace

void insert_row(db::transaction& t, std::int64_t pledge, const core::log_entry& e, std::optional<std::int64_t> about) {
    static const auto into_entry = insert_text("log_entry", entry_columns);
    static const auto into_detail = insert_text("log_detail", detail_columns);
    const auto matter = matter_number(t, pledge, e);
    give_entry([&](const auto&... values) { db::run(t, into_entry, values...); }, pledge, e, about, matter);
    give_detail([&](const auto&... values) { db::run(t, into_detail, values...); }, pledge, e);
}

void store_log(db::transaction& t, std::int64_t pledge, std::vector<core::log_entry>& log) {
    if (log.empty()) return;
    const auto at = now();
    std::string all;
    for (std::size_t i = 0; i < log.size(); ++i) {
        auto& e = log[i];
        e.row = static_cast<number>(i) + 1;
        if (e.id.empty()) e.id = new_uuid();
        if (e.recorded_at == core::moment{}) e.recorded_at = at;
        all += canonical_text(e);
    }
    add_entries(t, pledge, log, abouts_of(log));
    add_details(t, pledge, log);
    db::run(t, "update document set log_rows = $2 where id = $1", pledge, log.size());
    append_audit(t, pledge, log.front().by, "log", fmt::format("1-{}", log.size()), all, at);
}

} // namespace store
