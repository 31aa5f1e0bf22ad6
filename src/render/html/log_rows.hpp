#pragma once

#include "core/account.hpp"
#include "core/published.hpp"
#include "render/html/measure_view.hpp"

#include <string>
#include <vector>

// What can be logged of a pledge, as a form offers it.
namespace render::html {

// A card of the pledge's page, or one of the parties' own duties: the follow-up, and telling the residents.
struct log_row {
    std::string id, name;
    const std::vector<::reading::reading>* readings = nullptr;
    std::optional<owner> card; // absent: a duty
    bool own = false;          // the plan names the organisation, or its kind of party, as responsible; a duty is all's
};
// Of those that hold on any day from `from` to `to`, the page's order, duties last; one that does not hold on all of
// them is named with its days. Points into the file.
std::vector<log_row> log_rows(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                              const std::vector<core::organisation>& acting, base::date from, base::date to);

// What an entry is about, whether or not its row holds still.
std::string log_row_name(const page_context& c, const ::reading::document& document, std::string_view id);
// … with its days, where it has days of its own.
std::string log_row_name_in_days(const page_context& c, const ::reading::document& document, std::string_view id);

} // namespace render::html
