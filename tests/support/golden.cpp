#include "golden.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace support {

std::string differs_from_golden(std::string_view name, std::string_view text) {
    const auto path = std::filesystem::path{LOFTE_SOURCE_DIR} / "tests/golden" / name;
    if (std::getenv("LOFTE_ACCEPT")) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path, std::ios::binary} << text;
        return {};
    }
    std::ifstream in{path, std::ios::binary};
    if (!in) return "there is no " + path.string() + "; ./dev test --accept writes it";
    std::stringstream kept;
    kept << in.rdbuf();
    if (kept.str() == text) return {};
    std::istringstream given{std::string{text}};
    std::string a, b;
    for (int line = 1;; ++line) {
        const bool more_a = static_cast<bool>(std::getline(kept, a));
        const bool more_b = static_cast<bool>(std::getline(given, b));
        if (more_a != more_b || a != b)
            return path.string() + ":" + std::to_string(line) + "\n  kept:  " + (more_a ? a : "(end)") +
                   "\n  given: " + (more_b ? b : "(end)");
        if (!more_a) return "the files differ";
    }
}

} // namespace support
