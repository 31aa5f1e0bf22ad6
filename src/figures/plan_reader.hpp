#pragma once

#include "base/result.hpp"
#include "figures/survey_plan.hpp"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace figures {

// In the order that people wrote: questions and groups are shown in it.
using json = nlohmann::ordered_json;

// Reads members of a plan. What is wrong first, and where; reading goes on with empty values, and nobody sees them.
class plan_reader {
  public:
    [[nodiscard]] const std::optional<base::problem>& wrong() const { return wrong_; }
    void refuse(const std::string& at, std::string key, std::vector<base::message::argument> arguments = {});

    bool known(const json& o, const std::string& at, std::initializer_list<std::string_view> names); // false: no object
    std::string text(const json& o, const std::string& at, const char* name, bool required);
    bool flag(const json& o, const std::string& at, const char* name);
    std::vector<std::string> texts(const json& o, const std::string& at, const char* name);
    bilingual words(const json& value, const std::string& at);
    counts_by_round counts(const json& o, const std::string& at, const std::vector<std::string>& rounds, bool required);
    std::map<std::string, double> totals(const json& value, const std::string& at,
                                         const std::vector<std::string>& rounds);
    double number(const json& value, const std::string& at, double least);
    counted_column column(const json& o, const std::string& at, const std::vector<std::string>& rounds);

    static std::string below(const std::string& at, std::string_view name);

  private:
    level_counts levels(const json& value, const std::string& at);
    std::optional<base::problem> wrong_;
};

// The whole text; a problem says on which line it ends to be JSON.
base::result<json> parse_plan_json(std::string_view text);

} // namespace figures
