#pragma once

#include "core/log.hpp"
#include "core/plan.hpp"
#include "reading/document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace core {

// Nothing is promised any more on the day.
inline bool has_ended(const ::reading::validity& valid, base::date day) { return valid.to && *valid.to < day; }

enum class status { draft, review, published, closed };

// "Approved on paper": whose signatures stand under the document, as the publisher says.
struct approval {
    std::string party;
    std::string by; // a function
    base::date on;
    int version = 1;         // of the document, that it was given for
    bool given_here = false; // by somebody signed in; else on paper, as whoever published it says
};

// A stored pledge: its document and what was added beside it.
struct pledge_file {
    std::int64_t id = 0;
    std::string slug; // "norsjo-2019"
    core::status status = status::draft;
    bool invented = false; // example data: every face of it carries the mark
    ::reading::document document;
    int version = 1; // of the document: the text that was read, then one more with each answered question
    std::vector<approval> approvals;
    std::vector<log_entry> log; // as written, corrections and withdrawals too; in the order recorded
    std::vector<verdict_reason> reasons;
    plan_settings settings;
    std::string lede;                     // optional text of the parties' own for the page's top
    std::optional<base::date> shown_from; // a telling day to link to from the start page (`?per=`)
    moment changed_at{};
};

// A row of the start page.
struct pledge_summary {
    std::string slug;
    std::string title;
    std::vector<::reading::party> parties;
    ::reading::validity valid;
    bool invented = false;
    std::optional<base::date> shown_from;
    std::vector<std::string> focus_areas;
};

} // namespace core
