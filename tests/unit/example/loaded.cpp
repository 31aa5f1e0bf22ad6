#include "loaded.hpp"

#include "base/text.hpp"
#include "core/log_rules.hpp"
#include "core/words.hpp"
#include "exchange/json.hpp"
#include "reading/names.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

namespace tests {
namespace {

const std::filesystem::path root = std::filesystem::path{LOFTE_SOURCE_DIR} / "example";

std::string text_of(const std::filesystem::path& path, base::date today) {
    std::ifstream file{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto year = base::year_of(today);
    for (const auto& [place, value] :
         std::map<std::string, int>{{"{Y-1}", year - 1}, {"{Y}", year}, {"{Y+1}", year + 1}})
        for (std::size_t at = 0; (at = text.find(place, at)) != std::string::npos;)
            text.replace(at, place.size(), std::to_string(value));
    return text;
}

base::date day_of(const std::string& text, base::date today) {
    if (text.starts_with('{')) return today + base::days{std::stoi(text.substr(1))};
    if (text.size() == 10 && text[5] == 'W') {
        const auto week = static_cast<unsigned>(std::stoi(text.substr(6, 2)));
        return base::monday_of({std::stoi(text.substr(0, 4)), week}) + base::days{text[9] - '1'};
    }
    const auto day = base::parse_iso_date(text);
    if (!day) throw std::runtime_error{"no date: " + text};
    return *day;
}

using row = std::map<std::string, std::string>;

std::vector<row> rows_of(const std::string& text) {
    std::vector<std::vector<std::string>> all{{{}}};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto& field = all.back().back();
        if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"')
            field += text[++i];
        else if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == ';' && !quoted)
            all.back().emplace_back();
        else if (text[i] == '\n' && !quoted)
            all.push_back({{}});
        else
            field += text[i];
    }
    std::vector<row> named;
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i].size() < all[0].size()) continue;
        named.emplace_back();
        for (std::size_t c = 0; c < all[0].size(); ++c)
            named.back()[all[0][c]] = all[i][c];
    }
    return named;
}

core::new_entry typed_of(const row& r, base::date today) {
    core::new_entry typed;
    typed.owner = r.at("owner");
    typed.amount = r.at("amount");
    typed.on = day_of(r.at("date"), today);
    if (!r.at("for").empty()) typed.subject = r.at("for");
    if (!r.at("reading").empty()) typed.reading = std::stoi(r.at("reading"));
    if (!r.at("hours").empty()) typed.hours = std::stod(r.at("hours"));
    typed.place = r.at("place");
    typed.note = r.at("note");
    typed.link = r.at("link");
    return typed;
}

class loader {
  public:
    loader(std::string folder, base::date today) : folder_{std::move(folder)}, today_{today} {}

    loaded load() {
        auto document = exchange::parse_document(text("pledge.json"));
        if (!document)
            throw std::runtime_error{folder_ + ": " + document.error().text.key + " " + document.error().field};
        made_.file.document = std::move(*document);
        read_lists();
        for (const auto& r : rows_of(text("log.csv")))
            keep(typed_of(r, today_));
        for (const auto& r : rows_of(text("told.csv"))) {
            core::new_entry typed{.owner = "feedback", .amount = "1", .on = day_of(r.at("date"), today_)};
            typed.channel = reading::named<reading::channel>(r.at("channel"));
            typed.link = r.at("link");
            if (!typed.channel) made_.refused.push_back(folder_ + " told: " + r.at("channel"));
            keep(typed);
        }
        for (const auto& r : rows_of(text("reasons.csv")))
            read_reason(r);
        return std::move(made_);
    }

  private:
    std::string text(const char* name) const { return text_of(root / folder_ / name, today_); }

    void read_lists() {
        const auto about = nlohmann::json::parse(text("about.json"));
        made_.file.slug = about.at("slug");
        if (about.contains("shown_from"))
            made_.file.shown_from = day_of(about.at("shown_from").get<std::string>(), today_);
        for (const auto& one : about.at("lists").at("risk_weekends"))
            made_.file.settings.risk_weekends.push_back({day_of(one.at("from").get<std::string>(), today_),
                                                         day_of(one.at("to").get<std::string>(), today_),
                                                         one.at("name")});
    }

    void keep(const core::new_entry& typed) {
        ++made_.rows;
        if (*typed.on >= today_) return;
        auto entry = core::check_entry(made_.file.document, typed, *typed.on);
        if (!entry) {
            made_.refused.push_back(folder_ + " " + typed.owner + " " + base::to_iso(*typed.on) + " " + typed.amount +
                                    ": " + entry.error().text.key);
            return;
        }
        entry->row = static_cast<std::int64_t>(made_.file.log.size() + 1);
        entry->id = std::to_string(entry->row);
        made_.file.log.push_back(std::move(*entry));
    }

    void read_reason(const row& r) {
        core::verdict_reason typed{.owner = r.at("owner"), .window_from = day_of(r.at("window_from"), today_)};
        const auto code = core::named<core::reason_code>(r.at("code"));
        if (!code) made_.refused.push_back(folder_ + " reason: " + r.at("code"));
        typed.code = code.value_or(core::reason_code::other);
        typed.text = r.at("text");
        typed.function = r.at("function");
        typed.given_on = day_of(r.at("date"), today_);
        auto checked = core::check_reason(made_.file.document, typed, false);
        if (!checked) {
            made_.refused.push_back(folder_ + " reason " + typed.owner + ": " + checked.error().text.key);
            return;
        }
        made_.file.reasons.push_back(std::move(*checked));
    }

    std::string folder_;
    base::date today_;
    loaded made_;
};

} // namespace

core::document_state loaded::judge(base::date as_of) const {
    return core::judge(file.document, file.log, file.reasons, file.settings, as_of);
}

loaded load(const std::string& folder, base::date today) { return loader{folder, today}.load(); }

std::vector<std::string> folders() {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator{root})
        if (entry.is_directory()) all.push_back(entry.path().filename().string());
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace tests
