// Reads texts, a JSON string a line, and writes what the screen finds in each: [["telephone","070-123 45 67"],…].
#include "core/screen.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <iostream>
#include <string>

int main() {
    // In the order of core::finding_kind.
    constexpr std::array<const char*, 5> kinds{"personal_number", "telephone", "car_number", "person_name",
                                               "mail_address"};
    for (std::string line; std::getline(std::cin, line);) {
        auto all = nlohmann::json::array();
        for (const auto& f : core::screen(nlohmann::json::parse(line).get<std::string>()))
            all.push_back({kinds.at(static_cast<std::size_t>(f.kind)), f.text});
        std::cout << all.dump() << '\n';
    }
}
