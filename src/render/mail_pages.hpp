#pragma once

#include "render/account.hpp"

// Pages about mail: a forgotten password, and letters that somebody wants no more of.
namespace render {

struct forgotten_view {
    std::string mail; // as it was typed
    bool has_mail = false;
    form_notice notice;
};
std::string forgotten_page(const page_context& c, const forgotten_view& v);

struct decline_view {
    bool digest = false; // else the reminders
    form_notice notice;
};
std::string decline_page(const page_context& c, const decline_view& v);

} // namespace render
