#pragma once

#include "base/result.hpp"
#include "core/log.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What residents ask, or say is judged wrongly, without an account; what they are answered, and how long that took.
namespace core {

enum class resident_matter { dispute, question };

// `answered`: to the asker alone.
enum class resident_state { waiting, published, answered, refused, withdrawn };

enum class refusal { not_here, personal_data, offensive, advertising, asked_before, report_of_crime };

inline constexpr std::array all_refusals{refusal::not_here,    refusal::personal_data, refusal::offensive,
                                         refusal::advertising, refusal::asked_before,  refusal::report_of_crime};

std::string_view name(resident_matter m); // "dispute" "question"
std::string_view name(resident_state s);  // "waiting" …
std::string_view name(refusal r);         // "not_here" …
std::optional<resident_matter> matter_named(std::string_view name);
std::optional<resident_state> resident_state_named(std::string_view name);
std::optional<refusal> refusal_named(std::string_view name);

struct resident_question {
    std::int64_t document = 0;
    std::int64_t number = 0; // in its document, from 1
    resident_matter matter = resident_matter::question;
    std::string owner;                     // "m5"; empty: the pledge as a whole
    std::optional<base::date> window_from; // the period whose verdict it is about
    std::string text; // as it was sent; empty where it is erased, or something personal was cut out of it
    moment asked_at{};
    resident_state state = resident_state::waiting;
    std::optional<moment> settled_at; // when it ceased to wait
    std::string shown;                // what may be read of the text by others; empty until it is published
    std::string answer;
    std::string function;   // of whoever answered, never a person's name
    std::string settled_by; // the holder
    std::optional<refusal> why_refused;
    std::string corrected_by; // the log entry that made it right
    bool is_cut = false;      // `shown` is what is kept of the text
    std::optional<moment> erased_at;

    bool is_waiting() const { return state == resident_state::waiting; }
};

// Days from the asking to the answer, or to now where it waits still; of Swedish civil days.
std::int64_t days_waited(const resident_question& q, moment now);
base::date civil_day(moment m);

inline constexpr std::size_t longest_resident_text = 2'000; // letters

// A text of a resident or an answer to one. Refused: none, too long, letters that hide, a personal identity number.
// problem_kind::ask where the screen finds a person, a telephone, an address or a car and `confirmed` is not set.
base::result<void> check_resident_text(std::string_view field, std::string_view text, bool confirmed);

inline constexpr std::string_view cut_mark = "[…]";

// The text with what a moderator took out of it marked. `kept` is the text as it is left: it may only lack words of
// the original, never say others; marks in it are of no account. Fails where it says something else, or nothing.
base::result<std::string> cut_text(std::string_view original, std::string_view kept);

// What a page tells of one owner's questions (empty: of the pledge as a whole).
struct told_questions {
    std::vector<const resident_question*> published; // the last answered first
    std::int64_t waiting = 0;
    std::optional<base::date> waiting_since; // the day on which the first of them was asked
};
// As of the end of `day` where one is given, else as of now. Points into `all`.
told_questions told_of(const std::vector<resident_question>& all, std::optional<std::string_view> owner,
                       std::optional<base::date> day);

// How long those who were answered waited: the middle one of them. nullopt: nobody was.
std::optional<std::int64_t> usual_wait(const std::vector<resident_question>& all, std::optional<base::date> day);

} // namespace core
