#include "web/import_log.hpp"

#include "base/number.hpp"
#include "base/text.hpp"
#include "core/lifetime.hpp"
#include "core/owners_called.hpp"
#include "core/plan.hpp"
#include "core/typed_date.hpp"
#include "intake/log_table.hpp"
#include "store/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace web {
namespace {

base::problem wrong_row(std::string key, std::vector<base::message::argument> arguments, std::string field) {
    return {base::problem_kind::invalid, {std::move(key), std::move(arguments)}, std::move(field)};
}

// Of a row and what came in its place, which often have the same words, the one that held on the day.
base::result<std::string> owner_of(const reading::document& document, const std::string& what, base::date on) {
    auto called = core::owners_called(document, what);
    if (called.size() > 1) {
        auto holding = called;
        std::erase_if(holding, [&](const auto& id) {
            const auto* life = core::life_of(document, id);
            return life && !core::holds_on(*life, on);
        });
        if (holding.size() == 1) called = holding;
    }
    if (called.size() == 1) return called.front();
    if (called.empty()) return tl::unexpected(wrong_row("import.no_such_row", {{"what", what}}, "what"));
    return tl::unexpected(wrong_row("import.several_rows",
                                    {{"what", what}, {"known", fmt::format("{}", fmt::join(called, ", "))}}, "what"));
}

base::result<std::optional<int>> part_of(const reading::document& document, const std::string& owner,
                                         const std::string& words) {
    if (words.empty()) return std::nullopt;
    for (const auto& o : core::owners_of(document)) {
        if (o.id != owner) continue;
        if (const auto called = core::parts_called(*o.readings, words); called.size() == 1) return called.front();
    }
    return tl::unexpected(wrong_row("import.no_such_part", {{"text", words}, {"owner", owner}}, "part"));
}

base::result<core::log_entry> entry_of(const core::pledge_file& file, const intake::log_table_row& row,
                                       const import_choices& how) {
    core::new_entry e;
    e.on = core::parse_typed_date(row.date);
    if (!e.on) return tl::unexpected(wrong_row("import.no_day", {{"text", row.date}}, "date"));
    auto owner = owner_of(file.document, row.what, *e.on);
    if (!owner) return tl::unexpected(owner.error());
    e.owner = std::move(*owner);
    const auto part = part_of(file.document, e.owner, row.part);
    if (!part) return tl::unexpected(part.error());
    e.reading = *part;
    e.amount = row.amount;
    if (!row.hours.empty()) {
        e.hours = base::parse_decimal(row.hours);
        if (!e.hours) return tl::unexpected(wrong_row("import.no_hours", {{"text", row.hours}}, "hours"));
    }
    if (!row.subject.empty()) e.subject = row.subject;
    if (!row.place.empty()) e.place = row.place;
    if (!row.note.empty()) e.note = row.note;
    if (!row.link.empty()) e.link = row.link;
    e.shown = how.shown;
    if (const auto* place = core::place_named(how.places, row.place)) e.area = place->area;
    e.confirmed = how.confirmed;
    return core::check_entry(file.document, e, how.today);
}

// What the entry says, each text with its length before it.
std::string contents_of(const core::log_entry& e) {
    std::string out;
    for (const auto& text : {e.owner, e.subject.value_or(""), base::to_iso(e.done_on), e.said,
                             e.hours ? fmt::to_string(*e.hours) : std::string{}, e.place, e.note, e.link})
        out += fmt::format("{}:{};", text.size(), text);
    if (e.reading) out += fmt::format("{}", *e.reading);
    return out;
}

} // namespace

std::size_t imported_log::good() const {
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const auto& r) { return r.entry.has_value(); }));
}

std::vector<core::log_entry> imported_log::entries() const {
    std::vector<core::log_entry> all;
    for (const auto& r : rows)
        if (r.entry) all.push_back(*r.entry);
    return all;
}

std::string rows_left(std::string_view text, const imported_log& log) {
    std::set<std::int64_t> good; // lines on which a good row begins
    std::set<std::int64_t> other;
    for (const auto& r : log.rows)
        (r.entry ? good : other).insert(r.line);
    std::string left;
    bool is_saved = false;
    std::int64_t number = 0;
    for (const auto line : base::split(text, '\n')) {
        ++number;
        if (good.contains(number)) is_saved = true;
        if (other.contains(number)) is_saved = false;
        if (!is_saved) left.append(line).push_back('\n');
    }
    return left;
}

base::result<imported_log> read_log(const core::pledge_file& file, std::string_view bytes, const import_choices& how) {
    auto table = intake::read_log_table(bytes);
    if (!table) return tl::unexpected(table.error());
    imported_log out{std::move(table->known), std::move(table->unknown), {}};
    std::map<std::string, int> times;
    for (const auto& row : table->rows) {
        auto entry = entry_of(file, row, how);
        if (entry) {
            const auto contents = contents_of(*entry);
            const auto digest = store::hex(store::sha256(fmt::format("{}#{}", contents, ++times[contents])));
            entry->client_key = "fil-" + digest.substr(0, 40);
        }
        out.rows.push_back({row.line, row.date, row.what, row.amount, row.place, row.note, std::move(entry)});
    }
    return out;
}

} // namespace web
