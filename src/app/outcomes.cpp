#include "app/commands.hpp"

#include "app/data.hpp"
#include "app/first_words.hpp"
#include "exchange/outcomes.hpp"
#include "intake/read_file.hpp"
#include "store/place.hpp"
#include "web/import_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace app {
namespace {

std::string cell(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.find_first_of(";\"") == text.npos) return text;
    std::string out{'"'};
    for (const char c : text)
        out += c == '"' ? "\"\"" : std::string(1, c);
    return out + '"';
}

// The last day that the report is about, where it has been and the pledge held then.
std::optional<base::date> day_of(const reading::outcome_report& report, const reading::validity& valid,
                                 base::date today) {
    auto last = report.period.to;
    if (last && valid.to) last = std::min(*last, *valid.to);
    if (!last || *last > today || (valid.from && *last < *valid.from)) return std::nullopt;
    return last;
}

// A total counts on its day alone: said of a promise for each week or month of a longer time.
bool counts_in_one_window(const reading::document& d, const std::string& owner) {
    const auto split = [](const std::vector<reading::reading>& all) {
        return std::any_of(all.begin(), all.end(), [](const auto& r) {
            const auto* every = r.every ? std::get_if<reading::duration>(&*r.every) : nullptr;
            const bool apart = r.aggregate == reading::aggregate::each || r.aggregate == reading::aggregate::interval;
            return r.count && every && apart && every->unit != 'Y';
        });
    };
    for (const auto& row : d.plan)
        if (row.id == owner) return split(row.readings);
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            if (p.id == owner) return split(p.readings);
    return false;
}

class outcome_import {
  public:
    outcome_import(program& p, const outcome_options& o, const core::pledge_file& file)
        : p_{p}, o_{o}, file_{file}, note_{p.say({"app.outcome_note",
                                                  {{"file", std::filesystem::path{o.file}.filename().string()}}})} {}

    // False: nothing can be proposed, and it was said why.
    base::result<bool> read(std::string_view bytes, std::vector<core::place> places) {
        auto text = intake::read_file(bytes, o_.file);
        if (!text) return tl::unexpected{text.error()};
        for (const auto& w : text->warnings)
            warn(p_, {"app.file_warning", {{"path", o_.file}, {"what", w}}});
        report_ = reading::find_outcomes(text->text, file_.document);
        const auto on = o_.on ? o_.on : day_of(report_, file_.document.valid, p_.clock.today());
        if (!on && !report_.found.empty())
            return base::fail(base::problem_kind::invalid, {"app.outcome_no_day", {}}, "--date");
        for (const auto& found : report_.found)
            rows_.push_back(fmt::format("{};{};{};{}", base::to_iso(*on), found.owner, cell(found.said), cell(note_)));
        std::string table = heading() + '\n';
        for (const auto& row : rows_)
            table += row + '\n';
        if (rows_.empty()) return true;
        auto log =
            web::read_log(file_, table, {file_.settings.usual, std::move(places), p_.clock.today(), o_.confirmed});
        if (!log) return tl::unexpected{log.error()};
        for (std::size_t i = 0; i < log->rows.size(); ++i) {
            const auto& entry = log->rows[i].entry;
            proposed_.push_back(
                {report_.found[i], *on, entry ? base::message{} : entry.error().text, entry && was_saved(*entry)});
            if (entry && !proposed_.back().is_known) entries_.push_back(*entry);
        }
        return true;
    }

    const std::vector<core::log_entry>& entries() const { return entries_; }
    std::size_t known() const {
        return static_cast<std::size_t>(
            std::count_if(proposed_.begin(), proposed_.end(), [](const auto& one) { return one.is_known; }));
    }

    void tell() {
        if (p_.json) {
            p_.out << exchange::outcomes_json(proposed_, report_.unplaced, p_.say) << '\n';
            return;
        }
        if (!o_.write) {
            p_.out << heading() << '\n';
            for (std::size_t i = 0; i < proposed_.size(); ++i)
                if (proposed_[i].problem.empty()) p_.out << rows_[i] << '\n';
        }
        for (const auto& one : proposed_) {
            if (!one.problem.empty())
                warn(p_, {"app.outcome_refused",
                          {{"owner", one.told.owner}, {"text", one.told.said}, {"why", one.problem}}});
            else if (counts_in_one_window(file_.document, one.told.owner))
                warn(p_, {"app.outcome_one_window", {{"owner", one.told.owner}, {"date", one.on}}});
        }
        for (const auto& u : report_.unplaced)
            warn(p_, {reason(u.why),
                      {{"text", first_words(u.said)}, {"owners", fmt::format("{}", fmt::join(u.owners, ", "))}}});
        warn(p_, {"app.outcome_told",
                  {{"n", static_cast<std::int64_t>(proposed_.size())},
                   {"left", static_cast<std::int64_t>(report_.unplaced.size())}}});
    }

  private:
    std::string heading() const { return "Datum;Id;Antal;Anteckning"; }

    // By the same report, whatever day it was placed on.
    bool was_saved(const core::log_entry& e) const {
        return std::any_of(file_.log.begin(), file_.log.end(), [&](const auto& old) {
            return old.client_key == e.client_key || (old.owner == e.owner && old.said == e.said && old.note == e.note);
        });
    }

    static const char* reason(reading::unplaced_why why) {
        switch (why) {
        case reading::unplaced_why::no_owner:
            return "app.outcome_no_owner";
        case reading::unplaced_why::several:
            return "app.outcome_several";
        case reading::unplaced_why::again:
            return "app.outcome_again";
        case reading::unplaced_why::share:
            return "app.outcome_share";
        case reading::unplaced_why::total_or_part:
            return "app.outcome_total_or_part";
        case reading::unplaced_why::no_amount:
            break;
        }
        return "app.outcome_no_amount";
    }

    program& p_;
    const outcome_options& o_;
    const core::pledge_file& file_;
    const std::string note_;
    reading::outcome_report report_;
    std::vector<std::string> rows_; // of the table, as found
    std::vector<exchange::proposed_entry> proposed_;
    std::vector<core::log_entry> entries_; // that may be saved and were not
};

} // namespace

int import_outcomes(program& p, const outcome_options& o) {
    const auto database = open_data(p, o.data);
    const auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    const auto bytes = read_bytes(o.file);
    if (!bytes) return report(p, bytes.error());
    std::vector<core::place> places;
    {
        auto reader = database->read();
        places = store::places_of(reader, file->id);
    }
    outcome_import outcomes{p, o, *file};
    if (const auto read = outcomes.read(*bytes, std::move(places)); !read) return report(p, read.error());
    outcomes.tell();
    if (!o.write) return done;
    const auto entries = outcomes.entries();
    const auto kept = keep_entries(*database, *file, entries);
    warn(p, {"app.import_saved",
             {{"n", static_cast<std::int64_t>(kept.added)},
              {"known", static_cast<std::int64_t>(outcomes.known() + entries.size() - kept.added)}}});
    return done;
}

} // namespace app
