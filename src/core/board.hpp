#pragma once

#include "base/message.hpp"
#include "core/published.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What those who run pledges must see in time, of their own pledges: the page /tavla and the digest by mail.
namespace core {

// Worst first; a row stands under one concern alone, its worst.
enum class concern {
    reason_missing, // windows that were missed, and nobody has written why
    at_risk,        // behind, and what remains per day is above the best month (docs/method.md)
    behind,
    due_soon, // open, and closes within a week
    late,     // closed, and waits for late logging
    resident, // residents who asked or disputed, and wait for an answer
    waiting,  // a document that lacks somebody's approval, or is not published
    question, // the document's questions that nobody has answered
    silent,   // windows have closed, and nothing was ever logged
    over,     // windows of a pledge that is over were missed, and nobody has written why
};

struct board_row {
    core::concern concern = concern::due_soon;
    std::string slug, title;        // of the pledge
    std::string owner;              // "m5", "p3", "follow_up", "feedback"; empty where the whole document is meant
    base::message what;             // what was promised, in few words of the document; empty as `owner`
    base::message sentence;         // how much is left of what, whose, by when: "7 av minst 10 återstår för …"
    std::vector<std::string> named; // who answers for it (core/whose)
    bool is_of_a_party = false;     // those named are parties of the pledge, so that one of them can be asked
    std::string focus_area;         // its name; empty: none
    std::vector<std::string> municipalities; // parties of the pledge
    std::vector<base::date> missed;          // reason_missing, over: first days of those windows, in time
    std::optional<base::date> due;           // the last day that counts, or until when late logging is waited for
};

// A document that is not published, or not in its newest version, and whom it waits for.
struct waiting_document {
    std::string slug, title;
    std::vector<::reading::party> parties;
    std::vector<std::string> lacking; // parties that have not approved; empty: it is not known whose approval is wanted
    base::date since;
    bool is_change = false; // of a pledge that residents see
};

// One that promises or acts: not only heard.
bool is_acting(const ::reading::party& p);

// What residents asked of one pledge, or disputed, that nobody has answered.
struct waiting_residents {
    std::string slug, title;
    std::vector<::reading::party> parties;
    std::int64_t count = 0;
    base::date since; // the day on which the first of them was asked
};

inline constexpr base::days due_within{7}; // today included

// What one pledge has on the board, worst first and of a concern the first due first. `state` is of the day that the
// board shows. Of a pledge that is over, and logged no more, only what can still be explained is told.
std::vector<board_row> board_rows(const pledge_file& file, const document_state& state);
board_row board_row_of(const waiting_document& waiting);
board_row board_row_of(const waiting_residents& waiting, base::date today);

// The same for several, judged at `today`. Pledges that ended over a year before are left out: nobody mends them.
struct board {
    base::date today;
    std::vector<board_row> rows; // by concern, then by due day, then by pledge
    std::vector<const board_row*> of(core::concern c) const;
};
board board_of(std::span<const pledge_file* const> files, const std::vector<waiting_document>& waiting,
               base::date today, const std::vector<waiting_residents>& residents = {});

// The same of what was judged before, as of today. The file may be without its log.
struct board_pledge {
    const pledge_file* file = nullptr;
    const document_state* state = nullptr;
};
board board_of(std::span<const board_pledge> pledges, const std::vector<waiting_document>& waiting, base::date today,
               const std::vector<waiting_residents>& residents = {});

// A reason is asked of those who answer for the row. What others must explain waits for them on a board of these
// organisations; where nobody of the pledge's parties is named, all are asked.
struct board_reader {
    ::reading::party_kind kind = ::reading::party_kind::municipality;
    std::string name;
    std::set<std::pair<std::string, std::string>> parties; // a pledge's slug, and what its document calls them there
};
void ask_owners_alone(board& b, const std::vector<board_reader>& organisations);
// What is left of a pledge that is over stands in one row: of the first owner, for all of its owners on the board.
void tell_over_once(board& b);
// Whether these organisations may so explain what was missed of an owner ("m5").
bool are_asked(const std::vector<board_reader>& organisations, const pledge_file& file, std::string_view owner);

// What a reader wants to see of a board; empty: all of it.
struct board_filter {
    std::optional<::reading::party> party; // that answers for it
    std::string focus_area;                // its name
    std::string municipality;              // a party of the pledge
};
bool passes(const board_row& row, const board_filter& filter);

// Whether there is anything that a reminder should be sent for: somebody can do something about it this week, and must.
bool is_pressing(core::concern c);

// Whether nothing of the pledge is on a board any more.
bool is_long_over(const pledge_file& file, base::date today);

// Windows of one owner that were missed, waited their time for late logging, and have no reason, nor has the owner as a
// whole.
std::vector<base::date> windows_without_reason(const owner_state& owner);

} // namespace core
