#include "store/log.hpp"

#include "base/text.hpp"
#include "core/words.hpp"
#include "db/statement.hpp"
#include "reading/names.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/log_entry.hpp"
#include "store/log_matter.hpp"
#include "store/log_rows.hpp"
#include "store/log_text.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace store {
namespace {

// The columns that `read_count` and `read_detail` take, in their order.
constexpr std::string_view count_columns = R"(
    e.number, e.kind, e.matter, e.done_on, e.low, e.high, e.approximate, e.hours)";
constexpr std::string_view detail_columns = R"(
    d.number, d.entry_id, d.client_key, d.names, d.said, d.parts, d.parts_agree, d.place, d.note, d.channel, d.link,
    d.amount_open, d.detail_open, d.holder, d.recorded_at, d.open_from, d.public_place)";

std::vector<double> numbers_of(const std::string& text) {
    std::vector<double> out;
    for (const auto part : base::split(text, ' ')) {
        double value = 0;
        std::from_chars(part.data(), part.data() + part.size(), value);
        out.push_back(value);
    }
    return out;
}

core::visibility visibility_of(bool open) { return open ? core::visibility::open : core::visibility::internal; }

using text = std::string;
using maybe = std::optional<std::string>;

// What was done, from column `c` on.
void read_count(const db::statement_core& row, int& c, const std::vector<matter>& matters, core::log_entry& e) {
    e.row = db::column<std::int64_t>(row, c++);
    e.kind = static_cast<core::entry_kind>(db::column<int>(row, c++));
    give(e, matters.at(static_cast<std::size_t>(db::column<std::int64_t>(row, c++) - 1)));
    e.done_on = db::column<base::date>(row, c++);
    e.amount.low = db::column<std::optional<double>>(row, c++);
    e.amount.high = db::column<std::optional<double>>(row, c++);
    e.amount.about = db::column<bool>(row, c++);
    e.hours = db::column<std::optional<double>>(row, c++);
}

[[noreturn]] void lacks_words(const core::log_entry& e) {
    throw db::error{db::error_class::damaged, "log_detail", fmt::format("entry {} lacks its words", e.row)};
}

// Who said so and how, from column `c` on.
void read_detail(const db::statement_core& row, int& c, core::log_entry& e) {
    if (db::column<std::int64_t>(row, c++) != e.row) lacks_words(e);
    e.id = db::column<text>(row, c++);
    e.client_key = db::column<maybe>(row, c++).value_or("");
    e.names = db::column<maybe>(row, c++).value_or("");
    e.said = db::column<text>(row, c++);
    if (const auto parts = db::column<maybe>(row, c++)) e.amount.parts = numbers_of(*parts);
    e.amount.parts_agree = db::column<bool>(row, c++);
    e.place = db::column<text>(row, c++);
    e.note = db::column<text>(row, c++);
    if (const auto channel = db::column<maybe>(row, c++))
        e.channel.emplace(reading::named<reading::channel>(*channel).value());
    e.link = db::column<text>(row, c++);
    e.amount_visibility = visibility_of(db::column<bool>(row, c++));
    e.detail_visibility = visibility_of(db::column<bool>(row, c++));
    e.by = db::column<text>(row, c++);
    e.recorded_at = db::column<core::moment>(row, c++);
    e.open_from = db::column<std::optional<base::date>>(row, c++);
    e.public_place = db::column<text>(row, c++);
}

// The entry that `column` says it of.
std::optional<core::log_entry> entry_where(db::reader& r, std::string_view column, std::int64_t pledge,
                                           std::string_view value) {
    auto rows = r.on().prepare(fmt::format(R"(
        select {},{}
        from log_detail d
        join log_entry e on e.document = d.document and e.number = d.number
        where d.document = $1 and d.{} = $2)",
                                           count_columns, detail_columns, column));
    db::bind_value(*rows, 1, pledge);
    db::bind_value(*rows, 2, value);
    if (!rows.step()) return std::nullopt;
    core::log_entry e;
    int c = 0;
    read_count(*rows, c, matters_of(r, pledge), e);
    read_detail(*rows, c, e);
    return e;
}

// The first entry of the chain of corrections that the named one belongs to.
std::optional<std::int64_t> root_of(db::transaction& t, std::int64_t pledge, const std::string& named) {
    const auto found = db::find<std::int64_t, std::optional<std::int64_t>, int>(t, R"(
        select e.number, e.about, e.kind
        from log_detail d
        join log_entry e on e.document = d.document and e.number = d.number
        where d.document = $1 and d.entry_id = $2)",
                                                                                pledge, named);
    if (!found) return std::nullopt;
    const auto& [number, about, kind] = *found;
    return static_cast<core::entry_kind>(kind) == core::entry_kind::entry ? number : about;
}

std::int64_t next_row(db::transaction& t, std::int64_t pledge, core::moment at) {
    const auto row = db::run_returning<std::int64_t>(t, R"(
        update document
        set log_rows = log_rows + 1, revision = revision + 1, changed_at = $2
        where id = $1
        returning log_rows)",
                                                     pledge, at);
    if (!row) no_such_document(pledge);
    return *row;
}

std::optional<base::days> delay_of(const core::log_entry& e) {
    return e.open_from ? std::optional{*e.open_from - e.done_on} : std::nullopt;
}

// Whether the second says what the first said; the day only where the client named one.
bool is_same(const core::log_entry& a, const core::log_entry& b, bool is_day_named) {
    return a.kind == b.kind && a.owner == b.owner && a.reading == b.reading && a.subject == b.subject &&
           (!is_day_named || a.done_on == b.done_on) && a.said == b.said && a.hours == b.hours && a.place == b.place &&
           a.note == b.note && a.channel == b.channel && a.link == b.link && a.names == b.names &&
           a.amount_visibility == b.amount_visibility && a.detail_visibility == b.detail_visibility &&
           delay_of(a) == delay_of(b);
}

// The entry that corrected or withdrew the named one meanwhile.
std::optional<std::string> overtaker_of(db::transaction& t, std::int64_t pledge, const std::string& named) {
    return db::find<std::string>(
        t, "select entry_id from log_detail where document = $1 and names = $2 order by number limit 1", pledge, named);
}

void give_row_back(db::transaction& t, std::int64_t pledge) {
    db::run(t, "update document set log_rows = log_rows - 1, revision = revision - 1 where id = $1", pledge);
}

} // namespace

kept_entry append(db::transaction& t, std::int64_t pledge, core::log_entry entry, bool is_day_named) {
    const auto at = now();
    // The row is taken first: it locks the document, so that two instances cannot both miss the other's key.
    entry.row = next_row(t, pledge, at);
    if (!entry.client_key.empty())
        if (auto known = entry_where(t, "client_key", pledge, entry.client_key)) {
            give_row_back(t, pledge);
            const bool differs = !is_same(*known, entry, is_day_named);
            return {.entry = std::move(*known), .was_there = true, .differs = differs, .overtaken_by = {}};
        }
    if (entry.kind != core::entry_kind::entry)
        if (auto other = overtaker_of(t, pledge, entry.names)) {
            give_row_back(t, pledge);
            return {.entry = std::move(entry), .overtaken_by = std::move(*other)};
        }
    entry.id = new_uuid();
    entry.recorded_at = at;
    const auto about = entry.kind == core::entry_kind::entry ? std::nullopt : root_of(t, pledge, entry.names);
    insert_row(t, pledge, entry, about);
    append_audit(t, pledge, entry.by, "log", fmt::format("{0}-{0}", entry.row), canonical_text(entry), at);
    return {.entry = std::move(entry), .overtaken_by = {}};
}

kept_entries append_all(db::transaction& t, std::int64_t pledge, const std::vector<core::log_entry>& entries) {
    // Locks the document, so that nobody saves one of the keys between the look and the saving.
    touch(t, pledge, now());
    kept_entries kept;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (const auto known = entry_where(t, "client_key", pledge, entries[i].client_key);
            known && !is_same(*known, entries[i], true))
            kept.differing.push_back(i);
    if (!kept.differing.empty()) return kept;
    for (const auto& e : entries)
        if (!append(t, pledge, e).was_there) ++kept.added;
    return kept;
}

std::optional<found_entry> find_entry(db::reader& r, std::int64_t pledge, std::string_view id) {
    auto entry = entry_where(r, "entry_id", pledge, id);
    if (!entry) return std::nullopt;
    // Only what came after can name it: no other rows are looked at.
    const auto withdrawal =
        db::find<std::int64_t>(r, R"(
        select e.number
        from log_detail d
        join log_entry e on e.document = d.document and e.number = d.number
        where d.document = $1 and d.number > $4 and d.names = $2 and e.kind = $3
        limit 1)",
                               pledge, id, static_cast<int>(core::entry_kind::withdrawal), entry->row);
    return found_entry{*std::move(entry), withdrawal.has_value()};
}

// Each table is walked in the order of its key: a join would look up every row of the other.
std::vector<core::log_entry> log_of(db::reader& r, std::int64_t pledge) {
    static const auto counts =
        fmt::format("select {} from log_entry e where e.document = $1 order by e.number", count_columns);
    static const auto details =
        fmt::format("select {} from log_detail d where d.document = $1 order by d.number", detail_columns);
    const auto n = db::find<std::int64_t>(r, "select log_rows from document where id = $1", pledge).value_or(0);
    const auto matters = matters_of(r, pledge);
    std::vector<core::log_entry> all;
    all.reserve(static_cast<std::size_t>(n));
    {
        auto rows = r.on().prepare(counts);
        db::bind_value(*rows, 1, pledge);
        for (int c = 0; rows.step(); c = 0)
            read_count(*rows, c, matters, all.emplace_back());
    }
    auto rows = r.on().prepare(details);
    db::bind_value(*rows, 1, pledge);
    for (auto& e : all) {
        int c = 0;
        if (!rows.step()) lacks_words(e);
        read_detail(*rows, c, e);
    }
    return all;
}

void add_reason(db::transaction& t, std::int64_t pledge, const core::verdict_reason& reason, std::string_view by) {
    const auto at = now();
    touch(t, pledge, at);
    const auto number = db::find<std::int64_t>(t, R"(
        select coalesce(max(number), 0) + 1 from verdict_reason where document = $1)",
                                               pledge);
    db::run(t, R"(
        insert into verdict_reason (document, number, owner, window_from, code, words, responsible, given_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8))",
            pledge, *number, reason.owner, reason.window_from, core::name(reason.code), reason.text, reason.function,
            reason.given_on);
    append_audit(t, pledge, by.empty() ? reason.function : by, "reason", fmt::to_string(*number),
                 canonical_text(reason), at);
}

std::size_t add_new_reasons(db::transaction& t, std::int64_t pledge, const std::vector<core::verdict_reason>& reasons,
                            std::string_view by) {
    touch(t, pledge, now()); // locks it before it is read
    const auto given = reasons_of(t, pledge);
    std::size_t added = 0;
    for (const auto& reason : reasons) {
        const auto last = std::find_if(given.rbegin(), given.rend(), [&](const auto& g) {
            return g.owner == reason.owner && g.window_from == reason.window_from;
        });
        const bool stands = last != given.rend() && last->code == reason.code && last->text == reason.text &&
                            last->function == reason.function;
        if (stands) continue;
        add_reason(t, pledge, reason, by);
        ++added;
    }
    return added;
}

std::vector<core::verdict_reason> reasons_of(db::reader& r, std::int64_t pledge) {
    using text = std::string;
    std::vector<core::verdict_reason> all;
    for (auto [owner, from, code, words, function, on] :
         db::select<text, std::optional<base::date>, text, text, text, base::date>(r, R"(
            select owner, window_from, code, words, responsible, given_on
            from verdict_reason
            where document = $1
            order by number)",
                                                                                   pledge))
        all.push_back({std::move(owner), from, core::named<core::reason_code>(code).value(), std::move(words),
                       std::move(function), on});
    return all;
}

void erase_words(db::transaction& t, std::int64_t pledge, std::int64_t row) {
    const auto at = now();
    const auto changed = db::run(t, R"(
        update log_detail
        set said = '', place = '', note = '', link = '', public_place = '', erased_at = $3
        where document = $1 and number = $2 and erased_at is null)",
                                 pledge, row, at);
    if (changed == 0) return; // somebody else did
    touch(t, pledge, at);
    append_audit(t, pledge, {}, "erase", fmt::format("{0}-{0}", row), {}, at);
}

} // namespace store
