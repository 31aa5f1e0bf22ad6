#pragma once

#include "render/account.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace render {

// A form that came when its session was over, or from another session of the same browser: what was typed is kept on
// the page, to be sent again by whoever is signed in then.
struct resend_view {
    std::string action;                                     // where it was sent
    std::vector<std::pair<std::string, std::string>> typed; // in order; names may stand several times
    bool had_files = false;                                 // a page cannot hold those
    std::optional<account_context> signed_in;               // absent: nobody is
};
std::string resend_page(const page_context& c, const resend_view& v);

} // namespace render
