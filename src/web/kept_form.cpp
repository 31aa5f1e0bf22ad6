#include "web/kept_form.hpp"

#include "http/target.hpp"
#include "render/refused_form.hpp"
#include "render/resend.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace web {
namespace {

constexpr std::string_view own_key = "nyckel";

// What must not stand in a page. A reason for what was missed is called by a code, too.
constexpr std::array<std::string_view, 3> secret_fields{"password", "current", "code"};

bool is_secret(const visit& v, std::string_view name) {
    if (name == "code" && v.asked.path.starts_with("/tavla/skal/")) return false;
    return std::find(secret_fields.begin(), secret_fields.end(), name) != secret_fields.end();
}

bool may_pass(int status) { return status == 429 || status == 500 || status == 503; }

bool is_asked_by_script(const visit& v) {
    const auto wanted = v.asked.header("sec-fetch-dest");
    return wanted && *wanted != "document";
}

} // namespace

std::optional<http::response> kept_form(const visit& v, const http::sent_form& form,
                                        const std::optional<signed_in>& who) {
    if (!is_said_to_be_from_here(v)) return std::nullopt;
    render::resend_view view;
    view.action = http::encode_path(v.asked.path);
    for (const auto& field : form.values) {
        if (field.first == own_key) continue;
        if (is_secret(v, field.first)) return std::nullopt;
        view.typed.push_back(field);
    }
    view.had_files = !form.files.empty();
    if (view.typed.empty() && !view.had_files) return std::nullopt;
    if (who) view.signed_in.emplace(who->context());
    return private_page(v, render::resend_page(who ? who->frame : v.context(), view), 403);
}

std::optional<http::response> refused_form(const visit& v, int status, const base::message& what,
                                           const render::account_context* reader) {
    if (v.asked.method != "POST" || is_asked_by_script(v) || !is_said_to_be_from_here(v)) return std::nullopt;
    auto form = http::parse_sent(v.asked);
    if (!form) return std::nullopt;
    const auto is_any = [&](auto&& test) { return std::any_of(form->values.begin(), form->values.end(), test); };
    if (is_any([&](const auto& f) { return is_secret(v, f.first); })) return std::nullopt;
    if (form->files.empty() && !is_any([](const auto& f) { return f.first != own_key; })) return std::nullopt;
    render::refused_form_view view;
    if (reader) view.signed_in.emplace(*reader);
    view.status = status;
    view.what = what;
    if (may_pass(status)) view.action = http::encode_path(v.asked.path);
    view.had_files = !form->files.empty();
    view.sent = std::move(form->values);
    return private_page(v, render::refused_form_page(v.context(), view), status);
}

} // namespace web
