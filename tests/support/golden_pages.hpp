#pragma once

#include "base/translate.hpp"
#include "golden.hpp"
#include "render/html.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

namespace support {

// Pages in both languages, held against tests/golden/FOLDER/sv and /en; LOFTE_PAGES=DIR writes them there too, to be
// looked at.
class golden_pages : public ::testing::TestWithParam<base::language> {
  protected:
    explicit golden_pages(std::string folder) : folder_{std::move(folder)} {}

    void expect_golden(const std::string& name, const std::string& html) const {
        const auto file = std::string{base::code(GetParam())} + "/" + name + ".html";
        if (const char* folder = std::getenv("LOFTE_PAGES")) {
            const auto path = std::filesystem::path{folder} / file;
            std::filesystem::create_directories(path.parent_path());
            std::ofstream{path} << html;
        }
        // An asset's digest is no matter of the page.
        static const std::regex digest{"-[0-9a-f]{16}\\."};
        support::expect_golden(folder_ + "/" + file, std::regex_replace(html, digest, "."));
    }

    const std::string folder_;
    render::templates templates_;
    base::translator say_{GetParam()};
};

} // namespace support
