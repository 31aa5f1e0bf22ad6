#pragma once

#include "app/declare.hpp"
#include "app/mail_settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace app::call {

// `lofte mail …`.
class mail_calls {
  public:
    void add_to(CLI::App& cli, declare& d, mail_options& mail, std::string& base_url);

  private:
    std::optional<std::int64_t> number_;
    bool undo_ = false;
    std::string state_, address_;
};

// Where one of the settings of mail is kept, by its flag; null: it is none of them.
std::string* mail_value_of(mail_options& mail, std::string_view flag);

} // namespace app::call
