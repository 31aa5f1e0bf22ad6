#include "mail/pledge_letters.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mail {
namespace {

using part = letter::part;

// A letter is read on a telephone; the board shows the rest.
constexpr std::size_t most_rows = 8;

struct section {
    core::concern of;
    const char* heading;
};
constexpr std::array sections{section{core::concern::reason_missing, "mail.concern_reason"},
                              section{core::concern::at_risk, "mail.concern_risk"},
                              section{core::concern::behind, "mail.concern_behind"},
                              section{core::concern::due_soon, "mail.concern_due"},
                              section{core::concern::late, "mail.concern_late"},
                              section{core::concern::resident, "mail.concern_resident"},
                              section{core::concern::waiting, "mail.concern_waiting"},
                              section{core::concern::question, "mail.concern_question"},
                              section{core::concern::silent, "mail.concern_silent"},
                              section{core::concern::over, "mail.concern_over"}};

// "Medborgarlöfte Fjällby: Trafikkontroller. 7 av minst 10 återstår …"
base::message row_words(const std::string& title, const base::message& what, const base::message& sentence) {
    if (title.empty() && what.empty())
        return {"mail.row_whole", {{"pledge", base::message{"draft.untitled", {}}}, {"sentence", sentence}}};
    if (title.empty()) return {"mail.row_own", {{"what", what}, {"sentence", sentence}}};
    if (what.empty()) return {"mail.row_whole", {{"pledge", title}, {"sentence", sentence}}};
    return {"mail.row", {{"pledge", title}, {"what", what}, {"sentence", sentence}}};
}

std::int64_t number(std::size_t n) { return static_cast<std::int64_t>(n); }

} // namespace

std::optional<letter> digest(const core::board& board, std::string decline_path) {
    const auto is_pressing = [](const core::board_row& r) { return core::is_pressing(r.concern); };
    if (std::none_of(board.rows.begin(), board.rows.end(), is_pressing)) return std::nullopt;
    letter l;
    l.kind = "digest";
    l.subject = {"mail.digest_subject", {{"n", number(board.rows.size())}}};
    l.lines.push_back({part::words, {"mail.digest", {{"day", board.today}}}, {}});
    for (const auto& s : sections) {
        const auto rows = board.of(s.of);
        if (rows.empty()) continue;
        l.lines.push_back({part::heading, {s.heading, {}}, {}});
        for (std::size_t i = 0; i < rows.size() && i < most_rows; ++i)
            l.lines.push_back({part::item, row_words(rows[i]->title, rows[i]->what, rows[i]->sentence), {}});
        if (rows.size() > most_rows)
            l.lines.push_back({part::item, {"mail.more", {{"n", number(rows.size() - most_rows)}}}, {}});
    }
    l.lines.push_back({part::words, {"mail.to_board", {}}, "/tavla"});
    l.once = "digest " + base::to_iso(base::monday_of(board.today));
    l.unsubscribe = std::move(decline_path);
    return l;
}

letter reminder(const std::vector<due_duty>& due, base::date today, bool may_log, std::string decline_path) {
    letter l;
    l.kind = "reminder";
    l.subject = {"mail.reminder_subject", {{"n", number(due.size())}}};
    l.lines.push_back({part::words, {"mail.reminder", {{"day", today}}}, {}});
    for (std::size_t i = 0; i < due.size() && i < 2 * most_rows; ++i) {
        const auto& d = due[i].duty;
        const auto row = row_words(due[i].title, d.what, d.sentence);
        base::message said{"mail.due", {{"row", row}, {"day", d.due}}};
        if (d.so_far)
            said = {"mail.due_so_far", {{"row", row}, {"day", d.due}, {"done", *d.so_far}, {"n", d.required}}};
        l.lines.push_back({part::item, std::move(said), {}});
    }
    if (due.size() > 2 * most_rows)
        l.lines.push_back({part::item, {"mail.more", {{"n", number(due.size() - 2 * most_rows)}}}, {}});
    const auto is_said_done = [](const due_duty& d) {
        return d.duty.kind == core::duty_kind::revision || d.duty.kind == core::duty_kind::law;
    };
    if (may_log && !std::all_of(due.begin(), due.end(), is_said_done))
        l.lines.push_back({part::words, {"mail.to_logging", {}}, "/logga"});
    if (!may_log || std::any_of(due.begin(), due.end(), is_said_done))
        l.lines.push_back({part::words, {"mail.to_duties", {}}, "/tavla/uppgifter"});
    l.unsubscribe = std::move(decline_path);
    return l;
}

letter approval_wanted(const std::string& title, const std::string& slug, bool is_change) {
    letter l;
    l.kind = "approval";
    l.subject = {is_change ? "mail.change_subject" : "mail.approval_subject", {{"title", title}}};
    l.lines = {{letter::part::words, {is_change ? "mail.change" : "mail.approval", {{"title", title}}}, {}},
               {letter::part::link, {}, "/utkast/" + slug},
               {letter::part::words, {"mail.approval_exactly", {}}, {}}};
    return l;
}

} // namespace mail
