#pragma once

#include "render/account.hpp"
#include "render/html/view.hpp"

namespace render::html {

// What the pages of those who are signed in share: who they are and where they may go.
view signed_in_view(const account_context& c);

// Above a file's field: files of more bytes are told of before they are sent. Less than what the server takes of a
// whole form (http/server).
inline constexpr std::int64_t most_uploaded = 24'900'000;
void add_most_uploaded(const page_context& c, view& v);

// {{#problem}} with its text above the form, and {{#wrong_FIELD}} at the field that it is about; {{#done}}.
void add_notice(const page_context& c, const form_notice& n, view& v);

// {{#fields}}{{name}} {{value}}: what a form sends again unseen, in order.
std::vector<view> hidden_fields(const std::vector<std::pair<std::string, std::string>>& fields);

// The civil day of a moment.
base::date day_of(core::moment m);

} // namespace render::html
