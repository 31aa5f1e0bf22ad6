#pragma once

#include "core/draft.hpp"
#include "core/log_after_change.hpp"
#include "core/plan.hpp"
#include "reading/lint.hpp"
#include "render/account.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// Documents while they are worked on: brought in, asked about, changed part by part, approved.
namespace render {

struct drafts_view {
    struct row {
        std::string slug, title;
        bool in_review = false, is_published = false;
        core::moment changed_at{};
    };
    std::vector<row> drafts;
    std::vector<std::pair<std::string, std::string>> published; // slug, title: what may be amended
    std::vector<core::organisation> may_begin;                  // for whom the reader may bring in a document
    std::string pasted;
    form_notice notice;
};
std::string drafts_page(const account_context& c, const drafts_view& v);

// What the reader of a draft may do with it.
struct draft_rights {
    bool may_change = false;
    std::vector<std::string> may_approve_for;  // parties whose approval is wanted
    std::vector<std::string> may_withdraw_for; // parties whose approval stands
    std::vector<std::string> of_nobody;        // signing parties that no organisation here is
    // Such a party, and what the reader may say that it is.
    std::map<std::string, std::vector<core::organisation>> may_be;
};

// An answer to what nobody asks any more: somebody else answered it, or changed what it was about.
struct late_answer {
    ::reading::question asked;
    std::string part;   // whose question it was, as core::has_part knows it
    std::string answer; // as it was typed or chosen
};

struct draft_view {
    core::draft draft;
    std::optional<core::draft_source> source;
    std::optional<::reading::document> as_read;     // the document that the source was read as
    std::optional<::reading::document> in_force;    // what residents see, where it is another
    std::vector<core::uncounted_entries> uncounted; // of what was logged by that one
    draft_rights rights;
    form_notice notice;
    std::optional<std::size_t> asked; // the question whose answer is wrong
    std::string answer;               // as it was typed
    std::optional<late_answer> late;
};
std::string draft_page(const account_context& c, const draft_view& v);

// A form for one part of a draft. `values` are its fields as they are shown, by name: the document's, or as typed.
struct draft_part_view {
    core::draft draft;
    std::string part;                         // "cover", "m5", or "new_area", "new_pledge", "new_row"
    ::reading::document shown;                // the document as it would be, for what is understood of it
    std::string shown_part;                   // the part's id there
    std::string words_shown;                  // of which `readings` are what is understood
    std::vector<::reading::reading> readings; // of the part, as they would be
    std::vector<::reading::remark> remarks;   // on the part, as it would be
    std::vector<std::pair<std::string, std::string>> values;
    std::string area;      // of a pledge
    bool in_force = false; // residents see this part already: it is ended, not removed
    bool is_other = false; // somebody else changed the part meanwhile: `theirs` is what stands now
    std::vector<std::pair<std::string, std::string>> theirs;
    // It was to be removed: `values` are what stands now, and `theirs` what stood when it was read.
    bool is_removal = false;
    form_notice notice;
};
std::string draft_part_page(const account_context& c, const draft_part_view& v);

// What is understood of a part's words, as the form shows it while they are typed: a piece of a page.
struct understood_view {
    const ::reading::document& document; // with the part as it would be
    std::string part;                    // its id there
    std::vector<::reading::reading> readings;
    std::vector<::reading::remark> remarks;
    core::plan_settings settings;
};
std::string understood_part(const page_context& c, const understood_view& v);

} // namespace render
