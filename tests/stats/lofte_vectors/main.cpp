// lofte-vectors DIR OUT: what R answers in DIR/expected, computed by src/stats from DIR/data. For every expected file
// of DIR/MANIFEST.json that is known by name, OUT gets a file of the same name, columns, rows and order. Nothing of
// DIR/expected is opened. A name on standard error: a file that is not known.

#include "calls.hpp"
#include "mixtures.hpp"
#include "survey_set.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <exception>
#include <fstream>

namespace {

std::vector<std::string> columns_of(const nlohmann::ordered_json& entry) {
    std::vector<std::string> out;
    for (const auto& [name, what] : entry.at("cols").items())
        out.push_back(name);
    return out;
}

std::string name_of(const nlohmann::ordered_json& entry) {
    return std::filesystem::path(entry.at("file").get<std::string>()).filename();
}

int compute(const std::filesystem::path& from, const std::filesystem::path& to) {
    vectors::recipes all;
    vectors::add_adjusted(all);
    vectors::add_rates(all);
    vectors::add_survey_means(all);
    vectors::add_survey_answers(all);
    vectors::add_survey_changes(all);
    vectors::add_awkward(all);
    vectors::add_before_after(all);
    vectors::add_mixtures(all);
    vectors::add_monitoring(all);
    vectors::add_charts(all);
    vectors::add_places(all);
    vectors::add_disclosure(all);
    vectors::add_published_strata(all);
    vectors::add_published_clusters(all);

    std::ifstream file(from / "MANIFEST.json");
    if (!file) {
        std::fprintf(stderr, "cannot read %s\n", (from / "MANIFEST.json").c_str());
        return 3;
    }
    std::filesystem::create_directories(to);
    int failed = 0;
    const auto manifest = nlohmann::ordered_json::parse(file);
    std::map<std::string, std::string> calls;
    for (const auto& entry : manifest)
        if (entry.at("kind") == "expected") calls[name_of(entry)] = entry.at("call").get<std::string>();
    for (const auto& entry : manifest) {
        if (entry.at("kind") != "expected") continue;
        const std::string name = name_of(entry);
        const auto known = all.find(name);
        if (known == all.end()) {
            std::fprintf(stderr, "not known: %s\n", name.c_str());
            continue;
        }
        try {
            known->second({from / "data", calls.at(name), calls}).write(to / name, columns_of(entry));
        } catch (const std::exception& e) {
            std::fprintf(stderr, "failed: %s: %s\n", name.c_str(), e.what());
            failed = 1;
        }
    }
    return failed;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "lofte-vectors DIR OUT\n");
        return 2;
    }
    try {
        return compute(argv[1], argv[2]);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 3;
    }
}
