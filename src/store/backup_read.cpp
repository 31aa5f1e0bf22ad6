#include "store/backup.hpp"

#include "base/text.hpp"
#include "db/error.hpp"
#include "db/statement.hpp"
#include "store/backup_text.hpp"
#include "store/digest.hpp"
#include "store/migrate.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <istream>
#include <optional>
#include <set>

namespace store {
namespace {

constexpr std::size_t piece = std::size_t{256} << 10;
constexpr std::size_t longest_line = std::size_t{512} << 20; // a file of 200 MB as bytes in hex, and some
constexpr std::int64_t told_each = 1'000;                    // rows

// A line at a time, of any stream; one that is too long is as none.
class lines_in {
  public:
    explicit lines_in(std::istream& in) : in_{in} {}

    // nullopt: the text has ended, or its last line has no end. Valid until the next.
    std::optional<std::string_view> next() {
        auto searched = taken_;
        for (;;) {
            const auto end = waiting_.find('\n', searched);
            if (end != waiting_.npos) {
                const auto line = std::string_view{waiting_}.substr(taken_, end - taken_);
                taken_ = end + 1;
                ++number_;
                return line;
            }
            waiting_.erase(0, taken_);
            taken_ = 0;
            searched = waiting_.size();
            if (searched > longest_line || !more()) return std::nullopt;
        }
    }
    bool is_at_end() { return taken_ == waiting_.size() && !more(); }
    std::int64_t number() const { return number_; }

  private:
    bool more() {
        const auto before = waiting_.size();
        waiting_.resize(before + piece);
        in_.read(waiting_.data() + before, piece);
        waiting_.resize(before + static_cast<std::size_t>(in_.gcount()));
        return in_.gcount() > 0;
    }

    std::istream& in_;
    std::string waiting_;
    std::size_t taken_ = 0;
    std::int64_t number_ = 0;
};

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t n = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    const bool is_whole = fault == std::errc{} && end == text.data() + text.size() && n >= 0;
    return is_whole ? std::optional{n} : std::nullopt;
}

// Where rows go. What answers false does not want what it was given: then the file does not fit.
struct taker {
    std::function<bool(const backup_facts&)> begin;
    std::function<bool(const std::string& table, const std::vector<std::string>& columns)> table;
    std::function<bool(const raw_row&)> row;
    std::function<bool()> table_end;
};

class walk {
  public:
    walk(std::istream& in, db::engine engine, const taker& to, const backup_progress& told)
        : lines_{in}, engine_{engine}, to_{to}, told_{told} {}

    base::result<backup_facts> run() {
        const auto first = lines_.next();
        if (!first || !first->starts_with("lofte-backup/")) return refuse("backup.not_one");
        if (*first != backup_text::first_line) return refuse("backup.newer_format");
        digest(*first);
        if (const auto fault = read_schema()) return tl::unexpected{*fault};
        for (;;) {
            const auto line = lines_.next();
            if (!line) return cut_short();
            digest(*line);
            const auto fields = base::split(*line, '\t');
            if (fields.size() == 2 && fields[0] == "manifest") return finish(std::string{fields[1]});
            if (fields.size() < 3 || fields[0] != "table") return damaged();
            if (const auto fault = read_table(fields)) return tl::unexpected{*fault};
        }
    }

  private:
    using refusal = std::optional<base::problem>;

    static base::problem problem(std::string key, std::vector<base::message::argument> arguments = {}) {
        return {base::problem_kind::invalid, {std::move(key), std::move(arguments)}, {}};
    }
    static tl::unexpected<base::problem> refuse(std::string key, std::vector<base::message::argument> arguments = {}) {
        return tl::unexpected{problem(std::move(key), std::move(arguments))};
    }
    base::problem damage() const { return problem("backup.damaged", {{"line", std::to_string(lines_.number())}}); }
    tl::unexpected<base::problem> damaged() const { return tl::unexpected{damage()}; }
    static tl::unexpected<base::problem> cut_short() { return refuse("backup.cut_short"); }

    void digest(std::string_view line) {
        all_.add(line);
        all_.add("\n");
        facts_.bytes += static_cast<std::int64_t>(line.size() + 1);
    }

    refusal read_schema() {
        const auto line = lines_.next();
        if (!line) return problem("backup.cut_short");
        digest(*line);
        const auto fields = base::split(*line, '\t');
        if (fields.size() != 4 || fields[0] != "schema") return damage();
        const auto number = number_in(fields[1]);
        const auto rows = number_in(fields[3]);
        if (!number || !rows || *number < 1 || *number > 1'000'000) return damage();
        const auto known = newest_schema(engine_);
        if (*number > known.number)
            return problem("backup.newer",
                           {{"found", std::to_string(*number)}, {"known", std::to_string(known.number)}});
        facts_.schema = static_cast<int>(*number);
        facts_.migration = fields[2];
        expected_ = *rows;
        if (migration_name(engine_, facts_.schema) != facts_.migration)
            return problem("backup.other_program", {{"name", facts_.migration.substr(0, 80)}});
        return to_.begin(facts_) ? refusal{} : refusal{damage()};
    }

    refusal read_table(const std::vector<std::string_view>& fields) {
        backup_table table{std::string{fields[1]}, 0, {}};
        const std::vector<std::string> columns{fields.begin() + 2, fields.end()};
        if (!to_.table(table.name, columns)) return damage();
        sha256_sum sum;
        for (;;) {
            const auto line = lines_.next();
            if (!line) return problem("backup.cut_short");
            digest(*line);
            if (line->starts_with("end\t")) {
                table.sha256 = hex(sum.end());
                if (*line != fmt::format("end\t{}\t{}\t{}", table.name, table.rows, table.sha256)) return damage();
                break;
            }
            const auto row = backup_text::parse(*line, columns.size());
            if (!row) return damage();
            sum.add(*line);
            sum.add("\n");
            if (!to_.row(*row)) return damage();
            ++table.rows;
            if (++facts_.rows % told_each == 0) told_(facts_.rows, expected_);
        }
        if (!to_.table_end()) return damage();
        facts_.tables.push_back(std::move(table));
        return {};
    }

    base::result<backup_facts> finish(const std::string& manifest) {
        const auto last = lines_.next();
        if (!last) return cut_short();
        facts_.sha256 = hex(all_.end());
        if (*last != "sha256\t" + facts_.sha256) return damaged();
        facts_.bytes += static_cast<std::int64_t>(last->size() + 1);
        if (!lines_.is_at_end() || facts_.rows != expected_ || !agrees(manifest)) return damaged();
        told_(facts_.rows, expected_);
        return facts_;
    }

    bool agrees(const std::string& manifest) {
        const auto said = nlohmann::json::parse(manifest, nullptr, false);
        if (!said.is_object()) return false;
        try {
            facts_.program = said.at("program").get<std::string>();
            facts_.engine = said.at("engine").get<std::string>();
            facts_.made_at = core::moment{std::chrono::microseconds{said.at("made_at").get<std::int64_t>()}};
            std::vector<backup_table> tables;
            for (const auto& t : said.at("tables"))
                tables.push_back({t.at("name").get<std::string>(), t.at("rows").get<std::int64_t>(),
                                  t.at("sha256").get<std::string>()});
            return said.at("schema").get<int>() == facts_.schema &&
                   said.at("migration").get<std::string>() == facts_.migration && tables == facts_.tables;
        } catch (const nlohmann::json::exception&) {
            return false;
        }
    }

    lines_in lines_;
    db::engine engine_;
    const taker& to_;
    const backup_progress& told_;
    sha256_sum all_;
    backup_facts facts_;
    std::int64_t expected_ = 0;
};

// Puts the rows where they belong. Names of the file are compared with those of the schema and never written into SQL.
class loader {
  public:
    explicit loader(db::transaction& t) : t_{t} {}

    bool begin(const backup_facts& f) {
        migrate_to(t_, f.schema);
        tables_ = tables_of(t_);
        // What a migration put in stands in the backup, as it was when that was made.
        for (auto one = tables_.rbegin(); one != tables_.rend(); ++one)
            if (count_rows(t_, *one) > 0) db::run(t_, "delete from \"" + one->name + "\"");
        return true;
    }
    bool begin_table(const std::string& name, const std::vector<std::string>& columns) {
        const auto known = std::find_if(tables_.begin(), tables_.end(), [&](const table& t) { return t.name == name; });
        if (known == tables_.end() || !seen_.insert(name).second || known->columns.size() != columns.size())
            return false;
        into_ = {name, {}};
        for (const auto& c : columns) {
            const auto column = std::find_if(known->columns.begin(), known->columns.end(),
                                             [&](const table_column& one) { return one.name == c; });
            const bool twice = std::any_of(into_.columns.begin(), into_.columns.end(),
                                           [&](const table_column& one) { return one.name == c; });
            if (column == known->columns.end() || twice) return false;
            into_.columns.push_back(*column);
        }
        filler_.emplace(t_, into_);
        return true;
    }
    bool row(const raw_row& row) {
        for (std::size_t i = 0; i < row.size(); ++i)
            if (!fits(into_.columns[i].kind, row[i])) return false;
        filler_->add(row);
        return true;
    }
    bool end_table() {
        filler_->finish();
        filler_.reset();
        return true;
    }
    bool has_all() const { return seen_.size() == tables_.size(); }

  private:
    db::transaction& t_;
    std::vector<table> tables_;
    std::set<std::string> seen_;
    table into_;
    std::optional<table_filler> filler_;
};

} // namespace

base::result<backup_facts> check_backup(std::istream& in, db::engine engine, const backup_progress& told) {
    const taker nobody{[](const auto&) { return true; }, [](const auto&, const auto&) { return true; },
                       [](const auto&) { return true; }, [] { return true; }};
    return walk{in, engine, nobody, told}.run();
}

base::result<backup_facts> load_backup(db::transaction& t, std::istream& in, const backup_progress& told) {
    const auto unfit = [](std::string_view what) {
        return base::fail(base::problem_kind::invalid, {"backup.does_not_fit", {{"what", std::string{what}}}});
    };
    loader into{t};
    const taker to{[&](const backup_facts& f) { return into.begin(f); },
                   [&](const auto& name, const auto& columns) { return into.begin_table(name, columns); },
                   [&](const raw_row& row) { return into.row(row); }, [&] { return into.end_table(); }};
    try {
        auto facts = walk{in, t.on().engine(), to, told}.run();
        if (!facts) return facts;
        if (!into.has_all()) return unfit("tables");
        migrate_to(t, newest_schema(t.on().engine()).number);
        return facts;
    } catch (const db::error& e) {
        using db::error_class;
        if (e.kind() == error_class::unique || e.kind() == error_class::foreign_key ||
            e.kind() == error_class::constraint)
            return unfit(db::name(e.kind()));
        throw;
    }
}

bool is_backup(std::string_view beginning) { return beginning.starts_with("lofte-backup/"); }

} // namespace store
