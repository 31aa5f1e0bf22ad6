#pragma once

#include "core/account.hpp"
#include "core/board.hpp"
#include "core/resident_question.hpp"
#include "db/database.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// What residents ask. The code that opens a question is random and known to its asker alone: a digest of it is kept.
namespace store {

// Four groups of five letters, a hundred bits of `secret`'s digest: the same secret gives the same code, so that a form
// that is sent twice shows the same. `secret` must be random and known to the asker alone.
std::string receipt_code(std::string_view secret);

struct kept_question {
    core::resident_question question;
    bool was_there = false; // this code's question was saved before: `question` is that one
    bool differs = false;   // … and says another thing
};
// Gives the question its number and moment. Throws db::error of class foreign_key where there is no such document.
kept_question ask(db::transaction& t, const core::resident_question& q, std::string_view code);

struct found_question {
    core::resident_question question;
    std::string slug, title; // of its pledge
};
std::optional<found_question> find_question(db::reader& r, std::string_view code); // capitals and hyphens aside
std::optional<core::resident_question> find_question(db::reader& r, std::int64_t document, std::int64_t number);
std::vector<core::resident_question> questions_of(db::reader& r, std::int64_t document); // by number

// Those with a question of any state.
std::set<std::int64_t> documents_with_questions(db::reader& r);

// Of the published pledges that the organisations are parties of, those in which residents wait for an answer, by slug.
std::vector<core::waiting_residents> waiting_residents(db::reader& r,
                                                       const std::vector<core::organisation>& organisations);

// Writes state, moment, shown, answer, function, refusal, correction and cut of `q`. False where it waits no longer:
// somebody else was first, or it is withdrawn; nothing is changed.
bool settle(db::transaction& t, core::resident_question q, std::string_view by);

// The log entry that a published dispute led to; empty: none.
void set_correction(db::transaction& t, std::int64_t document, std::int64_t number, std::string_view entry,
                    std::string_view by);

// The asker takes back what waits. False where it waits no longer.
bool withdraw(db::transaction& t, std::int64_t document, std::int64_t number, std::string_view by);

// Takes the asker's words out, for good; what waits is withdrawn with them. A published answer stays, another goes.
void erase(db::transaction& t, std::int64_t document, std::int64_t number, std::string_view by);

// What was refused, withdrawn or answered to its asker alone: in SQL, of resident_question.
inline constexpr std::string_view which_questions_may_go =
    "state in ('refused', 'withdrawn', 'answered') and erased_at is null";
// Erases of it what was settled before the moment, at most so many. How many there were.
std::int64_t erase_settled_before(db::transaction& t, core::moment before, std::int64_t most, std::string_view by);

// All that is said, in forms that never change: what the digests in the audit chain are made of. The asking is written
// once; what became of it changes.
std::string canonical_asking(const core::resident_question& q);
std::string canonical_settling(const core::resident_question& q);

// A document's questions as they are now, held against its chain event by event.
class present_questions {
  public:
    present_questions(db::reader& r, std::int64_t document);
    static bool tells_of(std::string_view act); // whether an event is about a question
    bool holds(std::string_view act, std::string_view subject, std::string_view content);
    bool has_untold() const; // something that no event told of, or that is not what the last one told

  private:
    struct one {
        core::resident_question question;
        std::string told; // the last event's digest of what became of it
        bool is_told = false;
    };
    std::map<std::string, one, std::less<>> all_; // by number
};

} // namespace store
