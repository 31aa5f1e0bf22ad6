#pragma once

#include "app/mail_settings.hpp"
#include "app/program.hpp"

#include <cstdint>
#include <optional>
#include <string>

// `lofte mail …`: how mail goes, seen and mended by an operator.
namespace app {

int mail_test(program& p, const mail_options& o, const std::string& address, const std::string& base_url);
int mail_list(program& p, const data_place& data, const std::string& state); // empty: all
int mail_retry(program& p, const data_place& data, std::optional<std::int64_t> id);
int mail_remind(program& p, const data_place& data, const std::string& base_url);
// Letters that come back as letters reach a mailbox that the program does not read: whoever does says so here.
int mail_bounced(program& p, const data_place& data, const std::string& address, bool undo);

} // namespace app
