#include "app/mail_settings.hpp"

#include "core/account.hpp"
#include "mail/message.hpp"

#include <charconv>
#include <fstream>
#include <utility>

namespace app {
namespace {

tl::unexpected<base::problem> wrong(std::string key, std::vector<base::message::argument> arguments = {}) {
    return base::fail(base::problem_kind::invalid, {std::move(key), std::move(arguments)});
}

std::optional<std::uint16_t> port_of(const std::string& text) {
    std::uint16_t n = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    return fault == std::errc{} && end == text.data() + text.size() && n > 0 ? std::optional{n} : std::nullopt;
}

bool is_this_machine(const std::string& server) {
    return server == "localhost" || server == "::1" || server.starts_with("127.");
}

std::string first_line_of(const std::string& file) {
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

} // namespace

base::result<std::optional<mail::settings>> mail_settings_of(const mail_options& o) {
    if (o.is_empty()) return std::optional<mail::settings>{};
    if (o.server.empty()) return wrong("mail.missing_server");
    if (o.from.empty()) return wrong("mail.missing_from");
    mail::settings s;
    s.server = o.server;
    const auto port = port_of(o.port);
    if (!port) return wrong("mail.bad_port", {{"text", o.port}});
    s.port = *port;
    if (o.tls == "none")
        s.secured = mail::encryption::none;
    else if (o.tls == "tls")
        s.secured = mail::encryption::tls;
    else if (o.tls != "starttls")
        return wrong("mail.bad_tls", {{"text", o.tls}});
    const auto from = core::mail_address(o.from);
    if (!from || !mail::is_writable(*from)) return wrong("mail.bad_from", {{"text", o.from}});
    s.from = *from;
    s.user = o.user;
    s.password = o.password_file.empty() ? o.password : first_line_of(o.password_file);
    if (!o.password_file.empty() && s.password.empty())
        return wrong("mail.password_unreadable", {{"file", o.password_file}});
    if (!s.user.empty() && s.password.empty()) return wrong("mail.no_password", {{"user", s.user}});
    if (!s.user.empty() && s.secured == mail::encryption::none && !is_this_machine(s.server))
        return wrong("mail.password_in_clear");
    s.authorities = o.authorities;
    if (!s.authorities.empty() && !std::ifstream{s.authorities})
        return wrong("mail.no_authorities", {{"file", s.authorities}});
    return std::optional{std::move(s)};
}

} // namespace app
