#include "app/settings.hpp"

#include "base/translate.hpp"

#include <fmt/format.h>

#include <array>

namespace app {
namespace {

constexpr std::array<setting, 18> all{{
    {"--data", "LOFTE_DATA", ".", "cli.data"},
    {"--database", "LOFTE_DATABASE", "", "cli.database"},
    {"--address", "LOFTE_ADDRESS", "127.0.0.1", "cli.address"},
    {"--port", "LOFTE_PORT", "8080", "cli.port"},
    {"--base-url", "LOFTE_BASE_URL", "", "cli.base_url"},
    {"--proxy", "LOFTE_PROXY", "", "cli.proxy"},
    {"--templates", "LOFTE_TEMPLATES", "", "cli.templates"},
    {"--metrics-token", "LOFTE_METRICS_TOKEN", "", "cli.metrics_token"},
    {"--providers", "LOFTE_PROVIDERS", "", "cli.providers"},
    {"--log-level", "LOFTE_LOG_LEVEL", "info", "cli.log_level"},
    {"--smtp-server", "LOFTE_SMTP_SERVER", "", "cli.smtp_server"},
    {"--smtp-port", "LOFTE_SMTP_PORT", "587", "cli.smtp_port"},
    {"--smtp-tls", "LOFTE_SMTP_TLS", "starttls", "cli.smtp_tls"},
    {"--smtp-user", "LOFTE_SMTP_USER", "", "cli.smtp_user"},
    {"--smtp-password-file", "LOFTE_SMTP_PASSWORD_FILE", "", "cli.smtp_password_file"},
    {"", "LOFTE_SMTP_PASSWORD", "", "cli.smtp_password"}, // no flag: the list of processes shows those to everybody
    {"--smtp-ca-file", "LOFTE_SMTP_CA_FILE", "", "cli.smtp_ca_file"},
    {"--mail-from", "LOFTE_MAIL_FROM", "", "cli.mail_from"},
}};

}

std::span<const setting> settings() { return all; }

std::string settings_page() {
    const base::translator say{base::language::en};
    std::string page = "# Settings\n\nA flag wins over its variable. This page is what `lofte settings` prints; a test "
                       "holds them equal.\n\n"
                       "| flag | variable | standard | what it is |\n|---|---|---|---|\n";
    for (const auto& s : all)
        page += fmt::format("| {} | `{}` | {} | {} |\n", s.flag.empty() ? "" : fmt::format("`{}`", s.flag),
                            s.environment, s.standard.empty() ? "" : fmt::format("`{}`", s.standard), say(s.key));
    return page;
}

} // namespace app
