#pragma once

#include "base/result.hpp"
#include "mail/deliver.hpp"

#include <optional>
#include <string>

namespace app {

// How mail leaves, as the command line and the environment say it.
struct mail_options {
    std::string server, port = "587", tls = "starttls", user, password_file, password, authorities, from;
    bool is_empty() const { return server.empty() && from.empty(); }
};

// Fails on what is missing or does not fit together, before anything is sent; nullopt: nothing is to be mailed. Reads
// the password's file.
base::result<std::optional<mail::settings>> mail_settings_of(const mail_options& o);

} // namespace app
