#include "app/lexicon.hpp"

#include "app/data.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <system_error>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF"; // as some editors begin a file

std::optional<std::vector<reading::table_file>> files_of(program& p, const std::string& folder) {
    std::vector<reading::table_file> all;
    std::error_code fault;
    for (const auto& entry : fs::directory_iterator{folder, fault}) {
        if (entry.path().extension() != ".tsv") continue;
        auto bytes = read_bytes(entry.path().string());
        if (!bytes) {
            report(p, bytes.error());
            return std::nullopt;
        }
        if (bytes->starts_with(byte_order_mark)) bytes->erase(0, byte_order_mark.size());
        all.push_back({entry.path().filename().string(), *std::move(bytes)});
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    if (!all.empty()) return all;
    warn(p, {"lexicon.no_folder", {{"folder", folder}}});
    return std::nullopt;
}

std::unique_ptr<const reading::tables> made_of(program& p, const std::string& folder,
                                               const std::vector<reading::table_file>& files) {
    auto made = reading::tables::with(files);
    for (const auto& fault : made.faults) {
        auto place = (fs::path{folder} / fault.file).string();
        if (fault.line != 0) place += fmt::format(":{}", fault.line);
        warn(p, {"lexicon.fault", {{"place", place}, {"what", fault.text}}});
    }
    return std::move(made.all);
}

} // namespace

std::unique_ptr<const reading::tables> tables_of(program& p, const std::string& folder) {
    const auto files = files_of(p, folder);
    return files ? made_of(p, folder, *files) : nullptr;
}

int lexicon_write(program& p, const std::string& folder) {
    std::error_code fault;
    fs::create_directories(folder, fault);
    const auto all = reading::tables::own_files();
    for (const auto& file : all)
        if (const auto path = fs::path{folder} / file.name; fs::exists(path, fault)) {
            warn(p, {"lexicon.file_there", {{"path", path.string()}}});
            return bad_input;
        }
    for (const auto& file : all) {
        const auto path = fs::path{folder} / file.name;
        std::ofstream out{path, std::ios::binary};
        if (out << file.bytes << std::flush) continue;
        warn(p, {"lexicon.cannot_write", {{"path", path.string()}}});
        return storage_failed;
    }
    p.out << p.say({"lexicon.written", {{"n", static_cast<std::int64_t>(all.size())}, {"folder", folder}}}) << '\n';
    return done;
}

int lexicon_check(program& p, const std::string& folder) {
    const auto files = files_of(p, folder);
    if (!files || !made_of(p, folder, *files)) return bad_input;
    std::int64_t lines = 0;
    for (const auto& file : *files)
        for (const auto line : base::split(file.bytes, '\n'))
            lines += !base::trimmed(line).empty() && !line.starts_with('#');
    p.out << p.say({"lexicon.good", {{"n", lines}, {"files", static_cast<std::int64_t>(files->size())}}}) << '\n';
    return done;
}

} // namespace app
