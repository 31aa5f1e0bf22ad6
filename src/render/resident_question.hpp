#pragma once

#include "core/resident_question.hpp"
#include "core/screen.hpp"
#include "render/account.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What residents ask: where it stands in public, the form for it, the asker's receipt, and where it is answered.
namespace render {

using resident_questions = std::vector<core::resident_question>;

// The pages of html.hpp and the feed of feeds.hpp with what residents asked.
std::string pledge_page(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                        const resident_questions& asked);
std::optional<std::string> measure_page(const page_context& c, const core::pledge_file& file,
                                        const core::document_state& state, std::string_view owner,
                                        const resident_questions& asked);
std::string atom(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                 const resident_questions& asked);

// What a question is about, for its asker and for whoever answers.
struct question_subject {
    std::string slug, title;
    std::string owner, owner_name; // empty: the pledge as a whole
    std::string period;            // in words; empty: none in particular
};
question_subject subject_of(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                            std::string_view owner, std::optional<base::date> window_from);

// The periods of an owner whose verdict can be disputed, the last first: first day, and words.
std::vector<std::pair<base::date, std::string>> periods_of(const page_context& c, const core::pledge_file& file,
                                                           const core::document_state& state, std::string_view owner);

struct ask_view {
    question_subject about;
    std::vector<std::pair<base::date, std::string>> periods;
    std::optional<base::date> period;
    std::optional<core::resident_matter> matter;
    std::string text;
    std::string stamp;  // says when the form was made; secret
    form_notice notice; // problem_kind::ask: what the screen found is listed, and may be confirmed
};
std::string ask_page(const page_context& c, const ask_view& v);

// Where a receipt's code is typed.
std::string receipt_entry_page(const page_context& c, const std::string& code, const form_notice& notice);

struct receipt_view {
    question_subject about;
    core::resident_question question;
    std::string code;
    bool is_new = false; // just sent: the code is shown
    core::moment now{};
    form_notice notice;
};
std::string receipt_page(const page_context& c, const receipt_view& v);

struct moderation_row {
    question_subject about;
    core::resident_question question;
};
struct moderation_list_view {
    std::vector<moderation_row> waiting; // the first asked first
    std::vector<moderation_row> settled; // the last first
    core::moment now{};
    form_notice notice;
};
std::string moderation_list_page(const account_context& c, const moderation_list_view& v);

// One to be answered, with what was typed.
struct moderation_view {
    moderation_row row;
    core::moment now{};
    std::string what;                                             // "publish" "alone" "refuse"
    std::string shown, answer, reason;                            // as typed
    std::string correction;                                       // a log entry's id
    std::vector<std::pair<std::string, std::string>> corrections; // of the owner's log: id, words
    form_notice notice;
};
std::string moderation_page(const account_context& c, const moderation_view& v);

} // namespace render
