#pragma once

#include "base/message.hpp"
#include "render/account.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

// A form that met an error: the error's page with what was sent, to be read, copied and, where it may be taken later,
// sent again as it is.
namespace render {

struct refused_form_view {
    int status = 503;
    base::message what;
    std::string action;                                    // empty: sent again it would meet the same
    std::vector<std::pair<std::string, std::string>> sent; // in order; names may stand several times
    bool had_files = false;                                // a page cannot hold those
    std::optional<account_context> signed_in;              // absent: nobody is known to be
};
std::string refused_form_page(const page_context& c, const refused_form_view& v);

} // namespace render
