#include "store/log_rows.hpp"

#include "core/words.hpp"
#include "db/statement.hpp"
#include "reading/names.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/log_text.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>

#include <unordered_map>

namespace store {
namespace {

using number = std::int64_t;
using words = std::optional<std::string>;

std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; }

void store_entries(db::transaction& t, number pledge, const std::vector<core::log_entry>& log) {
    std::unordered_map<std::string, number> root_of;
    db::bulk_insert<number, number, int, std::optional<number>, std::string, std::optional<int>, words, base::date,
                    std::optional<double>, std::optional<double>, bool, words, std::optional<double>>
        rows{t,
             "log_entry",
             {"document", "number", "kind", "about", "owner", "reading", "subject", "done_on", "low", "high",
              "approximate", "unit", "hours"}};
    for (const auto& e : log) {
        std::optional<number> about;
        if (e.kind != core::entry_kind::entry) {
            const auto named = root_of.find(e.names);
            if (named != root_of.end()) about = named->second;
        }
        if (e.kind == core::entry_kind::entry || about) root_of[e.id] = about.value_or(e.row);
        rows.add(pledge, e.row, static_cast<int>(e.kind), about, e.owner, e.reading, e.subject, e.done_on, e.amount.low,
                 e.amount.high, e.amount.about, e.amount.unit, e.hours);
    }
    rows.finish();
}

void store_details(db::transaction& t, number pledge, const std::vector<core::log_entry>& log) {
    db::bulk_insert<number, number, std::string, words, words, std::string, words, bool, std::string, std::string,
                    words, std::string, bool, bool, std::string, core::moment>
        rows{t,
             "log_detail",
             {"document", "number", "entry_id", "client_key", "names", "said", "parts", "parts_agree", "place", "note",
              "channel", "link", "amount_open", "detail_open", "holder", "recorded_at"}};
    for (const auto& e : log)
        rows.add(pledge, e.row, e.id, if_any(e.client_key), if_any(e.names), e.said, detail_columns::parts_text(e),
                 e.amount.parts_agree, e.place, e.note, detail_columns::channel_word(e), e.link,
                 e.amount_visibility == core::visibility::open, e.detail_visibility == core::visibility::open, e.by,
                 e.recorded_at);
    rows.finish();
}

} // namespace

std::optional<std::string> detail_columns::parts_text(const core::log_entry& e) {
    if (e.amount.parts.empty()) return std::nullopt;
    return fmt::format("{}", fmt::join(e.amount.parts, " "));
}

std::optional<std::string> detail_columns::channel_word(const core::log_entry& e) {
    if (!e.channel) return std::nullopt;
    return std::string{reading::name(*e.channel)};
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
    store_entries(t, pledge, log);
    store_details(t, pledge, log);
    db::run(t, "update document set log_rows = $2 where id = $1", pledge, log.size());
    append_audit(t, pledge, log.front().by, "log", fmt::format("1-{}", log.size()), all, at);
}

} // namespace store
