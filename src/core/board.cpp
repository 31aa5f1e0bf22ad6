#include "core/board.hpp"

#include "core/late_logging.hpp"
#include "core/next_windows.hpp"
#include "core/phrases.hpp"
#include "core/required.hpp"
#include "core/unnamed_subjects.hpp"
#include "core/whose.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

namespace core {

namespace {

using ::reading::bound;

// One owner on its way to the board.
struct looked_at {
    const pledge_file& file;
    const owner_state& state;
    const std::vector<::reading::reading>& readings;
    board_row row; // what is alike for all of its rows
    base::date today;
};

std::string area_of(const ::reading::document& d, std::string_view owner) {
    const auto named = [&](const std::optional<std::string>& id) {
        for (const auto& area : d.focus_areas)
            if (id && area.id == *id) return area.name.value_or("");
        return std::string{};
    };
    for (const auto& row : d.plan)
        if (row.id == owner) return named(row.focus_area);
    for (const auto& area : d.focus_areas)
        for (const auto& pledge : area.pledges)
            if (pledge.id == owner) return area.name.value_or("");
    return {};
}

base::message member_words(const std::string& member) {
    return is_grade(member) ? say("board.grade", {{"grade", member}}) : say("board.text", {{"text", member}});
}

base::message members_words(const ::reading::reading& r, const std::vector<const window_result*>& windows) {
    std::vector<base::message> all;
    for (const auto* w : windows)
        if (r.per && w->subject >= 0 && static_cast<std::size_t>(w->subject) < r.per->members.size())
            all.push_back(member_words(r.per->members[static_cast<std::size_t>(w->subject)]));
    return listed(all);
}

double left_of(const window_result& w) { return std::max(0.0, *w.required - w.done.low.value_or(0)); }

// What one window's row says, or that of all members' windows of one span.
base::message sentence_of(const looked_at& o, const ::reading::reading& r, concern c,
                          const std::vector<const window_result*>& windows, base::date due) {
    const auto& w = *windows.front();
    const auto who = who_are(o.row.named);
    const auto required = required_of(r, *w.required);
    if (is_last_report(r)) return say("board.report", {{"required", required}, {"who", who}, {"day", due}});
    const auto members = members_words(r, windows);
    std::vector<base::message::argument> values{
        {"left", left_of(w)}, {"required", required}, {"who", who}, {"day", due}};
    std::string key = c == concern::at_risk ? "board.left_at_risk" : w.reporting ? "board.left_late" : "board.left";
    if (members.empty()) return say(std::move(key), std::move(values));
    values.push_back({"members", members});
    if (windows.size() > 1) return say("board.left_of_each", std::move(values));
    return say("board.of_member", {{"member", members}, {"line", say(std::move(key), std::move(values))}});
}

std::optional<concern> concern_of(const looked_at& o, const ::reading::reading& r, const window_result& w) {
    if (w.state != window_state::open || !w.required || w.open_ended) return std::nullopt;
    if (w.pace == pace::at_risk) return concern::at_risk;
    if (w.pace == pace::behind) return concern::behind;
    if (r.bound == bound::at_most || r.modality == ::reading::modality::possibility) return std::nullopt;
    if (r.bound == bound::exactly && left_of(w) <= 0) return std::nullopt;
    if (w.reporting) return concern::late;
    return w.to < o.today + due_within ? std::optional{concern::due_soon} : std::nullopt;
}

// Two rows of one owner that say the same name their days.
base::message of_reading(const looked_at& o, std::size_t n, base::message line) {
    auto when = told_apart(o.readings, n);
    return when ? say("board.of_days", {{"when", *std::move(when)}, {"line", std::move(line)}}) : line;
}

void add_windows(const looked_at& o, std::size_t n, std::vector<board_row>& rows) {
    const auto& r = o.readings[n];
    using span_and_concern = std::tuple<concern, base::date, base::date>;
    std::map<span_and_concern, std::vector<const window_result*>> groups;
    for (const auto& w : o.state.readings[n].windows)
        if (const auto c = concern_of(o, r, w)) groups[{*c, w.from, w.to}].push_back(&w);
    for (const auto& [key, windows] : groups) {
        const auto& w = *windows.front();
        auto row = o.row;
        row.concern = std::get<concern>(key);
        row.due = w.reporting ? w.to + base::days{o.file.settings.reporting_days} : w.to;
        row.sentence = of_reading(o, n, sentence_of(o, r, row.concern, windows, *row.due));
        rows.push_back(std::move(row));
    }
}

struct missed_window {
    const window_result* window = nullptr;
    std::size_t reading = 0;
};

bool has_reason(const owner_state& o, base::date from) {
    return std::any_of(o.reasons.begin(), o.reasons.end(),
                       [&](const auto& r) { return !r.window_from || *r.window_from == from; });
}

std::vector<missed_window> missed_of(const owner_state& o) {
    std::vector<missed_window> all;
    for (std::size_t n = 0; n < o.readings.size(); ++n)
        for (const auto& w : o.readings[n].windows)
            if (w.state == window_state::missed && !has_reason(o, w.from)) all.push_back({&w, n});
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.window->from < b.window->from; });
    return all;
}

void add_missed(const looked_at& o, std::vector<board_row>& rows) {
    const auto missed = missed_of(o.state);
    if (missed.empty()) return;
    auto row = o.row;
    row.concern = concern::reason_missing;
    row.missed = windows_without_reason(o.state);
    const auto& last = missed.back();
    const auto who = who_are(row.named);
    if (row.missed.size() == 1 && last.reading < o.readings.size()) {
        const auto& r = o.readings[last.reading];
        row.sentence = say("board.missed_one", {{"when", window_words(o.file, r, *last.window, o.today)},
                                                {"done", last.window->done.low.value_or(0)},
                                                {"required", required_of(r, last.window->required.value_or(0))},
                                                {"who", who}});
    } else {
        row.sentence =
            say("board.missed_several",
                {{"n", static_cast<std::int64_t>(row.missed.size())}, {"day", last.window->to}, {"who", who}});
    }
    rows.push_back(std::move(row));
}

void add_silence(const looked_at& o, std::vector<board_row>& rows) {
    if (o.state.entries > 0) return;
    std::int64_t closed = 0;
    for (const auto& r : o.state.readings)
        closed += std::count_if(r.windows.begin(), r.windows.end(), [&](const auto& w) {
            return w.state == window_state::cannot_be_judged && w.required && !w.open_ended && w.to < o.today;
        });
    if (closed == 0) return;
    auto row = o.row;
    row.concern = concern::silent;
    row.sentence = say("board.silent", {{"n", closed}, {"who", who_are(row.named)}});
    rows.push_back(std::move(row));
}

std::vector<std::string> municipalities_of(const std::vector<::reading::party>& parties) {
    std::vector<std::string> all;
    for (const auto& p : parties)
        if (p.kind == ::reading::party_kind::municipality) all.push_back(p.name);
    return all;
}

void add_questions(const pledge_file& file, std::vector<board_row>& rows) {
    const auto& questions = file.document.questions;
    if (questions.empty()) return;
    board_row row;
    row.concern = concern::question;
    row.slug = file.slug;
    row.title = file.document.title;
    row.named = named_for(file.document, {});
    row.municipalities = municipalities_of(file.document.parties);
    row.sentence = say("board.questions",
                       {{"n", static_cast<std::int64_t>(questions.size())}, {"first", questions.front().message}});
    rows.push_back(std::move(row));
}

void add_unnamed(const pledge_file& file, std::vector<board_row>& rows) {
    for (const auto& one : unnamed_subjects_in(file.document)) {
        board_row row;
        row.concern = concern::question;
        row.slug = file.slug;
        row.title = file.document.title;
        row.owner = one.owner;
        row.what = what_is(file.document, one.owner);
        row.named = named_for(file.document, one.owner);
        row.focus_area = area_of(file.document, one.owner);
        row.municipalities = municipalities_of(file.document.parties);
        row.sentence = say("board.unnamed", {{"noun", one.noun}, {"who", who_are(row.named)}});
        rows.push_back(std::move(row));
    }
}

bool comes_first(const board_row& a, const board_row& b) {
    const auto key = [](const board_row& r) {
        return std::tuple{r.concern, r.due.value_or(base::date::max()), std::string_view{r.slug}};
    };
    return key(a) < key(b);
}

} // namespace

std::vector<base::date> windows_without_reason(const owner_state& owner) {
    std::vector<base::date> all;
    for (const auto& m : missed_of(owner))
        if (all.empty() || all.back() != m.window->from) all.push_back(m.window->from);
    return all;
}

bool is_acting(const ::reading::party& p) { return p.role != ::reading::party_role::consulted; }

namespace {

bool names_a_party(const ::reading::document& d, const std::vector<std::string>& named) {
    return std::any_of(d.parties.begin(), d.parties.end(),
                       [&](const auto& p) { return is_acting(p) && names_organisation(named, p.kind, p.name); });
}

} // namespace

std::vector<board_row> board_rows(const pledge_file& file, const document_state& state) {
    std::vector<board_row> rows;
    for (const auto& owner : owners_of(file.document)) {
        const auto* found = state.find(owner.id);
        if (!found || !found->carried_by.empty()) continue; // its row tells
        looked_at o{file, *found, *owner.readings, {}, state.as_of};
        o.row.slug = file.slug;
        o.row.title = file.document.title;
        o.row.owner = owner.id;
        o.row.what = what_is(file.document, owner.id);
        o.row.named = named_for(file.document, owner.id);
        o.row.is_of_a_party = names_a_party(file.document, o.row.named);
        o.row.focus_area = area_of(file.document, owner.id);
        o.row.municipalities = municipalities_of(file.document.parties);
        for (std::size_t n = 0; n < std::min(found->readings.size(), owner.readings->size()); ++n)
            add_windows(o, n, rows);
        add_missed(o, rows);
        add_silence(o, rows);
    }
    add_questions(file, rows);
    add_unnamed(file, rows);
    if (!takes_log(file, state.as_of)) {
        std::erase_if(rows, [](const auto& row) { return row.concern != concern::reason_missing; });
        for (auto& row : rows)
            row.concern = concern::over, row.due = file.document.valid.to;
    }
    std::stable_sort(rows.begin(), rows.end(), comes_first);
    return rows;
}

board_row board_row_of(const waiting_document& waiting) {
    board_row row;
    row.concern = concern::waiting;
    row.slug = waiting.slug;
    row.title = waiting.title;
    row.named = waiting.lacking;
    row.municipalities = municipalities_of(waiting.parties);
    row.sentence = waiting.lacking.empty()
                       ? say(waiting.is_change ? "board.change_since" : "board.draft_since", {{"day", waiting.since}})
                       : say("board.waits_for", {{"who", who_are(waiting.lacking)}, {"day", waiting.since}});
    return row;
}

board_row board_row_of(const waiting_residents& waiting, base::date today) {
    board_row row;
    row.concern = concern::resident;
    row.slug = waiting.slug;
    row.title = waiting.title;
    for (const auto& p : waiting.parties)
        if (is_acting(p)) row.named.push_back(p.name);
    row.municipalities = municipalities_of(waiting.parties);
    const std::int64_t days = (today - waiting.since).count();
    row.sentence = days <= 0 ? say("board.residents_today", {{"n", waiting.count}})
                             : say("board.residents_wait", {{"n", waiting.count},
                                                            {"since", waiting.since},
                                                            {"waited", say("board.days_waited", {{"n", days}})}});
    return row;
}

bool is_long_over(const pledge_file& file, base::date today) {
    return has_ended(file.document.valid, base::add_months(today, -12));
}

bool passes(const board_row& row, const board_filter& filter) {
    const auto& m = row.municipalities;
    if (!filter.municipality.empty() && std::find(m.begin(), m.end(), filter.municipality) == m.end()) return false;
    if (!filter.focus_area.empty() && row.focus_area != filter.focus_area) return false;
    return !filter.party || names_organisation(row.named, filter.party->kind, filter.party->name);
}

namespace {

bool answer_for(const std::vector<board_reader>& organisations, const std::string& slug,
                const std::vector<std::string>& named) {
    return std::any_of(organisations.begin(), organisations.end(), [&](const auto& o) {
        return names_organisation(named, o.kind, o.name) ||
               std::any_of(named.begin(), named.end(), [&](const auto& name) {
                   return o.parties.contains({slug, name});
               });
    });
}

} // namespace

bool are_asked(const std::vector<board_reader>& organisations, const pledge_file& file, std::string_view owner) {
    const auto named = named_for(file.document, owner);
    return !names_a_party(file.document, named) || answer_for(organisations, file.slug, named);
}

void ask_owners_alone(board& b, const std::vector<board_reader>& organisations) {
    // Nobody waits for what others might still write of what is over.
    std::erase_if(b.rows, [&](const auto& row) {
        return row.concern == concern::over && row.is_of_a_party && !answer_for(organisations, row.slug, row.named);
    });
    for (auto& row : b.rows) {
        if (row.concern != concern::reason_missing || !row.is_of_a_party) continue;
        if (answer_for(organisations, row.slug, row.named)) continue;
        row.concern = concern::waiting;
        row.sentence = say("board.waits_for_reason", {{"who", who_are(row.named)}, {"line", std::move(row.sentence)}});
    }
    std::stable_sort(b.rows.begin(), b.rows.end(), comes_first);
}

void tell_over_once(board& b) {
    std::map<std::string, std::pair<board_row, std::int64_t>> first; // by slug, with how many there are
    for (const auto& row : b.rows)
        if (row.concern == concern::over) ++first.try_emplace(row.slug, row, 0).first->second.second;
    std::erase_if(b.rows, [](const auto& row) { return row.concern == concern::over; });
    for (auto& [slug, told] : first) {
        auto& [row, n] = told;
        row.what = {};
        row.sentence = say("board.over", {{"n", n}, {"day", *row.due}});
        b.rows.push_back(std::move(row));
    }
    std::stable_sort(b.rows.begin(), b.rows.end(), comes_first);
}

bool is_pressing(concern c) { return c != concern::silent && c != concern::question && c != concern::over; }

std::vector<const board_row*> board::of(concern c) const {
    std::vector<const board_row*> all;
    for (const auto& r : rows)
        if (r.concern == c) all.push_back(&r);
    return all;
}

board board_of(std::span<const board_pledge> pledges, const std::vector<waiting_document>& waiting, base::date today,
               const std::vector<waiting_residents>& residents) {
    board all;
    all.today = today;
    for (const auto& p : pledges) {
        if (is_long_over(*p.file, today)) continue;
        auto rows = board_rows(*p.file, *p.state);
        std::move(rows.begin(), rows.end(), std::back_inserter(all.rows));
    }
    for (const auto& w : waiting)
        all.rows.push_back(board_row_of(w));
    for (const auto& w : residents)
        all.rows.push_back(board_row_of(w, today));
    std::stable_sort(all.rows.begin(), all.rows.end(), comes_first);
    return all;
}

board board_of(std::span<const pledge_file* const> files, const std::vector<waiting_document>& waiting,
               base::date today, const std::vector<waiting_residents>& residents) {
    std::deque<document_state> states; // pointed to
    std::vector<board_pledge> pledges;
    for (const auto* file : files)
        if (!is_long_over(*file, today))
            pledges.push_back(
                {file, &states.emplace_back(judge(file->document, file->log, file->reasons, file->settings, today))});
    return board_of(pledges, waiting, today, residents);
}

} // namespace core
