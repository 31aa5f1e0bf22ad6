#include "reading/tables.hpp"

#include "base/embedded.hpp"
#include "reading/document_lexicon.hpp"
#include "reading/lexicon.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <utility>

namespace reading {

namespace lexicon_data {
std::span<const base::embedded_file> files();
}

std::vector<table_file> tables::own_files() {
    std::vector<table_file> all;
    for (const auto& file : lexicon_data::files())
        all.push_back({std::string{file.path}, std::string{file.bytes}});
    return all;
}

const tables& tables::own() {
    static const tables once{own_files()};
    return once;
}

tables::made tables::with(const std::vector<table_file>& changed) {
    auto files = own_files();
    made out;
    for (const auto& file : changed) {
        const auto same = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.name == file.name; });
        if (same != files.end())
            *same = file;
        else
            out.faults.push_back({file.name, 0, {"lexicon.unknown_file", {}}});
    }
    auto more = faults_of(files);
    out.faults.insert(out.faults.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    if (!out.faults.empty()) return out;
    try {
        out.all = std::make_unique<const tables>(std::move(files));
    } catch (const std::length_error&) {
        out.faults.push_back({"", 0, {"lexicon.no_room", {}}});
    }
    return out;
}

tables::tables(std::vector<table_file> files)
    : files_{std::move(files)}, phrases_{std::make_unique<lexicon>(files_)},
      structure_{std::make_unique<doc::word_tags>(files_)} {}

tables::~tables() = default;

} // namespace reading
