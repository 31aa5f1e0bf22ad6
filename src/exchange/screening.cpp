#include "exchange/screening.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <string_view>

namespace exchange {

std::string findings_json(const std::vector<core::finding>& findings, const base::translator& say) {
    // In the order of core::finding_kind.
    constexpr std::array<std::string_view, 5> kinds{"personal_number", "telephone", "car_number", "person_name",
                                                    "mail_address"};
    nlohmann::ordered_json out;
    auto& all = out["findings"] = nlohmann::ordered_json::array();
    for (const auto& f : findings) {
        const auto kind = kinds.at(static_cast<std::size_t>(f.kind));
        nlohmann::ordered_json one;
        one["kind"] = kind;
        one["text"] = f.text;
        one["begin"] = f.begin;
        one["end"] = f.end;
        one["words"] = say(base::message{fmt::format("screening.{}", kind), {{"text", f.text}}});
        all.push_back(std::move(one));
    }
    return out.dump();
}

} // namespace exchange
