#include "app/example.hpp"

#include "base/csv.hpp"
#include "base/embedded.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "core/log_rules.hpp"
#include "core/words.hpp"
#include "exchange/json.hpp"
#include "reading/names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <map>
#include <set>

namespace app {

namespace example {
std::span<const base::embedded_file> files();
}

namespace {

using json = nlohmann::json;

// A row of a csv file by its header's names, with where it stands.
struct row {
    const std::vector<std::string>& names;
    const std::vector<std::string>& fields;
    std::string_view at(std::string_view name) const {
        for (std::size_t i = 0; i < names.size() && i < fields.size(); ++i)
            if (names[i] == name) return base::trimmed(fields[i]);
        return {};
    }
};

// "{Y}", "{Y-1}", "{Y+1}" → the year of today, the one before, the one after.
std::string with_years(std::string_view text, base::date today) {
    std::string out{text};
    for (const int n : {-1, 0, 1}) {
        const auto place = n == 0 ? std::string{"{Y}"} : fmt::format("{{Y{:+}}}", n);
        for (auto at = out.find(place); at != std::string::npos; at = out.find(place, at))
            out.replace(at, place.size(), std::to_string(base::year_of(today) + n));
    }
    return out;
}

// "2026-W05-6": the Saturday of an ISO week.
std::optional<base::date> week_day(std::string_view text) {
    int year = 0, week = 0, day = 0;
    const auto* end = text.data() + text.size();
    if (text.size() != 10 || text.substr(4, 2) != "-W" || text[8] != '-') return std::nullopt;
    if (std::from_chars(text.data(), end, year).ec != std::errc{} ||
        std::from_chars(text.data() + 6, end, week).ec != std::errc{})
        return std::nullopt;
    if (std::from_chars(text.data() + 9, end, day).ec != std::errc{} || week < 1 || week > 53 || day < 1 || day > 7)
        return std::nullopt;
    return base::monday_of(base::iso_week{year, static_cast<unsigned>(week)}) + base::days{day - 1};
}

// "2021-07-03", "2026-W05-6", or "{-3}": so many days before today.
std::optional<base::date> day_of(std::string_view text, base::date today) {
    if (text.find('W') != std::string_view::npos) return week_day(text);
    if (!text.starts_with('{')) return base::parse_iso_date(text);
    int days = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), days);
    if (error != std::errc{} || *end != '}') return std::nullopt;
    return today + base::days{days};
}

class example_reader {
  public:
    explicit example_reader(base::date today) : today_{today} {
        for (const auto& file : example::files())
            files_[std::string{file.path}] = file.bytes;
    }

    base::result<std::vector<core::pledge_file>> all() {
        std::set<std::string> folders;
        for (const auto& [path, bytes] : files_)
            folders.insert(path.substr(0, path.find('/')));
        std::vector<core::pledge_file> pledges;
        for (const auto& folder : folders) {
            auto one = pledge(folder);
            if (!one) return tl::unexpected{one.error()};
            pledges.push_back(std::move(*one));
        }
        return pledges;
    }

  private:
    std::string text(const std::string& path) const {
        const auto found = files_.find(path);
        return found == files_.end() ? std::string{} : with_years(found->second, today_);
    }

    base::result<core::pledge_file> pledge(const std::string& folder) {
        core::pledge_file file;
        file.invented = true;
        auto document = exchange::parse_document(text(folder + "/pledge.json"));
        if (!document) return tl::unexpected{document.error()};
        file.document = std::move(*document);
        read_about(file, json::parse(text(folder + "/about.json")));
        if (auto read = read_log(file, folder + "/log.csv"); !read) return tl::unexpected{read.error()};
        if (auto read = read_told(file, folder + "/told.csv"); !read) return tl::unexpected{read.error()};
        if (auto read = read_reasons(file, folder + "/reasons.csv"); !read) return tl::unexpected{read.error()};
        return file;
    }

    void read_about(core::pledge_file& file, const json& about) {
        file.slug = about.at("slug");
        file.lede = about.value("lede", "");
        if (const auto day = about.value("shown_from", ""); !day.empty()) file.shown_from = day_of(day, today_);
        for (const auto& a : about.at("approvals"))
            file.approvals.push_back(
                {a.at("party"), a.at("by"), day_of(a.at("on").get<std::string>(), today_).value()});
        const auto lists = about.value("lists", json::object());
        file.settings.risk_weekends = ranges(lists, "risk_weekends");
        file.settings.events = ranges(lists, "events");
        file.settings.school_breaks = ranges(lists, "school_breaks");
    }

    std::vector<core::date_range> ranges(const json& lists, const char* name) const {
        std::vector<core::date_range> out;
        for (const auto& one : lists.value(name, json::array()))
            out.push_back({day_of(one.at("from").get<std::string>(), today_).value(),
                           day_of(one.at("to").get<std::string>(), today_).value(), one.value("name", "")});
        return out;
    }

    template <class Each>
    base::result<bool> each_row(const std::string& path, Each each) {
        const auto rows = base::parse_csv(text(path));
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const base::result<bool> read = each(row{rows[0], rows[i]});
            if (read) continue;
            const auto line = static_cast<std::int64_t>(i + 1);
            return base::fail(read.error().kind,
                              {"app.example_row", {{"file", path}, {"line", line}, {"why", read.error().text}}});
        }
        return true;
    }

    // Checked as if it were typed on the day it was done.
    base::result<bool> keep(core::pledge_file& file, const core::new_entry& typed, std::string_view visible) {
        if (!typed.on) return base::fail(base::problem_kind::invalid, {"app.example_day", {}});
        if (*typed.on >= today_) return true;
        auto entry = core::check_entry(file.document, typed, *typed.on);
        if (!entry) return tl::unexpected{entry.error()};
        if (visible == "open") entry->detail_visibility = core::visibility::open;
        entry->by = "example";
        file.log.push_back(std::move(*entry));
        return true;
    }

    base::result<bool> read_log(core::pledge_file& file, const std::string& path) {
        return each_row(path, [&](const row& r) -> base::result<bool> {
            core::new_entry typed{.owner = std::string{r.at("owner")},
                                  .amount = std::string{r.at("amount")},
                                  .on = day_of(r.at("date"), today_)};
            if (const auto who = r.at("for"); !who.empty()) typed.subject = std::string{who};
            if (const auto n = base::parse_decimal(r.at("reading"))) typed.reading = static_cast<int>(*n);
            typed.hours = base::parse_decimal(r.at("hours"));
            typed.place = r.at("place");
            typed.note = r.at("note");
            typed.link = r.at("link");
            if (const auto channel = r.at("channel"); !channel.empty())
                typed.channel = reading::named<reading::channel>(channel);
            return keep(file, typed, r.at("visibility"));
        });
    }

    base::result<bool> read_told(core::pledge_file& file, const std::string& path) {
        return each_row(path, [&](const row& r) {
            core::new_entry typed{.owner = "feedback", .amount = "1", .on = day_of(r.at("date"), today_)};
            typed.channel = reading::named<reading::channel>(r.at("channel"));
            typed.link = r.at("link");
            return keep(file, typed, "open");
        });
    }

    base::result<bool> read_reasons(core::pledge_file& file, const std::string& path) {
        return each_row(path, [&](const row& r) -> base::result<bool> {
            core::verdict_reason typed{.owner = std::string{r.at("owner")},
                                       .window_from = day_of(r.at("window_from"), today_)};
            typed.code = core::named<core::reason_code>(r.at("code")).value_or(core::reason_code::other);
            typed.text = r.at("text");
            typed.function = r.at("function");
            typed.given_on = day_of(r.at("date"), today_).value_or(today_);
            if (typed.given_on > today_) return true;
            auto checked = core::check_reason(file.document, typed, false);
            if (!checked) return tl::unexpected{checked.error()};
            file.reasons.push_back(std::move(*checked));
            return true;
        });
    }

    base::date today_;
    std::map<std::string, std::string_view> files_;
};

} // namespace

base::result<std::vector<core::pledge_file>> read_examples(base::date today) { return example_reader{today}.all(); }

} // namespace app
