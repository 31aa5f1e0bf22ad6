#include "web/kept_form.hpp"

#include "http/target.hpp"
#include "render/resend.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace web {
namespace {

// What must not stand in a page.
constexpr std::array<std::string_view, 3> secret_fields{"password", "current", "code"};

bool is_secret(std::string_view name) {
    return std::find(secret_fields.begin(), secret_fields.end(), name) != secret_fields.end();
}

} // namespace

std::optional<http::response> kept_form(const visit& v, const http::sent_form& form,
                                        const std::optional<signed_in>& who) {
    if (!is_said_to_be_from_here(v)) return std::nullopt;
    render::resend_view view;
    view.action = http::encode_path(v.asked.path);
    for (const auto& field : form.values) {
        if (field.first == "nyckel") continue;
        if (is_secret(field.first)) return std::nullopt;
        view.typed.push_back(field);
    }
    view.had_files = !form.files.empty();
    if (view.typed.empty() && !view.had_files) return std::nullopt;
    if (who) view.signed_in.emplace(who->context());
    return private_page(v, render::resend_page(who ? who->frame : v.context(), view), 403);
}

} // namespace web
