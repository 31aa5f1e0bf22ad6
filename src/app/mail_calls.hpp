#pragma once

#include "app/mail_settings.hpp"
#include "app/program.hpp"
#include "app/settings.hpp"
#include "base/translate.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace app::call {

// `lofte mail …`. `add` declares a command and what it does; `with_data` and `with_setting` give it options.
class mail_calls {
  public:
    using action = std::function<int(program&)>;
    struct declare {
        std::function<CLI::App*(const std::string& name, const std::string& what, action)> add;
        std::function<void(CLI::App*)> with_data;
        std::function<void(CLI::App*, const setting&)> with_setting;
    };
    void add_to(const declare& d, const base::translator& say, data_place& data, mail_options& mail,
                std::string& base_url);

  private:
    std::optional<std::int64_t> number_;
    bool undo_ = false;
    std::string state_, address_;
};

// Where one of the settings of mail is kept, by its flag; null: it is none of them.
std::string* mail_value_of(mail_options& mail, std::string_view flag);

} // namespace app::call
