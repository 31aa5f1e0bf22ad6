#include "fixture.hpp"

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "db/statement.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/backup.hpp"
#include "store/backup_text.hpp"
#include "store/digest.hpp"
#include "store/invitation.hpp"
#include "store/job.hpp"
#include "store/session.hpp"
#include "store/setting.hpp"
#include "store/tables.hpp"
#include "store/token.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <thread>

namespace {

const store::backup_progress quiet = [](std::int64_t, std::int64_t) {};

std::string backup_of(db::reader& r) {
    std::string text;
    store::write_backup(
        r, "0.1.0", base::clock{}.now(), [&](std::string_view bytes) { text += bytes; }, quiet);
    return text;
}

// Every row of every table, by table and column name: read column by column, without what writes backups. The engines
// sort texts and count their own way, so rows are held beside each other as a set of texts.
std::map<std::string, std::multiset<std::string>> everything(db::reader& r) {
    std::map<std::string, std::multiset<std::string>> all;
    std::vector<std::pair<std::string, std::vector<std::string>>> tables;
    for (const auto& [table, column] : db::select<std::string, std::string>(
             r, db::sql{.sqlite = "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where "
                                  "m.type = 'table' order by 1, 2",
                .pgsql = "select table_name::text, column_name::text from information_schema.columns where "
                         "table_schema = current_schema() order by 1, 2"})) {
        if (table == "schema_migration") continue;
        if (tables.empty() || tables.back().first != table) tables.push_back({table, {}});
        tables.back().second.push_back(column);
    }
    for (const auto& [table, columns] : tables) {
        auto& rows = all[table];
        std::string list;
        for (const auto& column : columns)
            list += (list.empty() ? "" : ", ") + column;
        auto statement = r.on().prepare(fmt::format("select {} from {}", list, table));
        // One kind of reading after the other: which one a column has, the first that does not throw says.
        while (statement.step()) {
            std::string row;
            for (int i = 0; i < statement->columns(); ++i) {
                row += columns[static_cast<std::size_t>(i)] + "=";
                if (statement->is_null(i)) {
                    row += "null;";
                    continue;
                }
                const auto attempt = [&](auto read) {
                    try {
                        row += read();
                        return true;
                    } catch (const std::logic_error&) {
                        return false;
                    }
                };
                attempt([&] { return fmt::format("{}", statement->integer(i)); }) ||
                    attempt([&] { return statement->boolean(i) ? "1" : "0"; }) ||
                    attempt([&] { return fmt::format("{}", statement->date(i).time_since_epoch().count()); }) ||
                    attempt([&] { return fmt::format("{}", statement->real(i)); }) ||
                    attempt([&] { return std::string{statement->text(i)}; }) ||
                    attempt([&] { return store::hex(statement->bytes(i)); });
                row += ";";
            }
            rows.insert(row);
        }
    }
    return all;
}

class backups : public in_store {
  protected:
    // Something in every table.
    void fill() {
        const auto file = add(a_pledge());
        auto second = a_pledge("Löfte två", "Öby kommun", "9902");
        second.document.parties[0].contact.emplace();
        second.document.parties[0].contact->function = "säkerhetssamordnare \\ med\tmarkeringar\noch \"rader\"";
        add(second);
        append(file.id, an_entry("m1", "nyckel"));
        auto odd = an_entry("m1");
        odd.amount.low = 0.1 + 0.2;
        odd.amount.high = std::nullopt;
        odd.place = "";
        odd.note = "emoji 🌲, \\n är ingen rad, \t är en tabb";
        append(file.id, odd);
        database->write([&](db::transaction& t) {
            const auto now = base::clock{}.now();
            const auto organisation = store::add_organisation(t, core::organisation_named("Ängelås kommun"), "x");
            const auto who = store::add_account(t, "anna@angelas.example", "handläggare", "sv", "x");
            store::add_membership(t, who, organisation, core::holder::coordinator, "x");
            store::add_invitation(t, organisation, core::holder::reader, "bo@angelas.example", "x", now);
            store::open_session(t, who, "Firefox", true, now);
            store::lay_up_second_factor(t, who, std::string("\0\1\xff\x7f hemlig", 12));
            store::confirm_second_factor(t, who, 1, "x");
            store::add_token(t, "telefon", std::nullopt, "x");
            store::put_setting(t, "namn", "värde");
            store::add_job(t, "report", file.slug);
            store::put_made_file(t, "report", file.slug, 1, std::string("%PDF\0\n\t\\", 8));
            db::run(t, "insert into sign_in_failure (subject, failures, last_at) values ('x', 3, $1)", now);
            db::run(t, "insert into party_link (document, party, organisation, made_at) values ($1, $2, $3, $4)",
                    file.id, "Lokalpolisområde Ängelås", organisation, now);
        });
        pledge = file.id;
    }

    // What the text is loaded into: an empty database of an engine.
    struct other {
        std::unique_ptr<support::test_database> made;
        std::unique_ptr<db::database> database;
    };
    static other empty_one(db::engine e) {
        other made{std::make_unique<support::test_database>(e), nullptr};
        made.database = made.made->open();
        return made;
    }
    static base::result<store::backup_facts> load(db::database& into, const std::string& text) {
        base::result<store::backup_facts> facts;
        struct undo {};
        try {
            into.write([&](db::transaction& t) {
                std::istringstream in{text};
                facts = store::load_backup(t, in, quiet);
                if (!facts) throw undo{};
            });
        } catch (const undo&) {
        }
        return facts;
    }
    std::string backup() {
        auto r = database->read();
        return backup_of(r);
    }
    static std::string key_of(const base::result<store::backup_facts>& r) { return r ? "" : r.error().text.key; }
    std::string check(const std::string& text) const {
        std::istringstream in{text};
        return key_of(store::check_backup(in, database->engine(), quiet));
    }

    std::int64_t pledge = 0;
};

TEST_P(backups, every_row_of_every_table_comes_back_on_either_engine_while_eight_write) {
    fill();
    std::atomic<bool> ended = false;
    std::atomic<int> written = 0;
    std::vector<std::thread> writers;
    for (int n = 0; n < 8; ++n)
        writers.emplace_back([&, n] {
            for (int i = 0; !ended && i < 5'000; ++i) {
                append(pledge, an_entry("m1", fmt::format("{}-{}", n, i)));
                ++written;
            }
        });
    while (written < 50)
        std::this_thread::yield();
    std::string text;
    std::map<std::string, std::multiset<std::string>> expected;
    int before = 0, after = 0;
    {
        auto r = database->read(); // one moment, and all of it
        before = written;
        text = backup_of(r);
        const int until = written + 20;
        while (written < until)
            std::this_thread::yield();
        after = written;
        expected = everything(r);
    }
    ended = true;
    for (auto& w : writers)
        w.join();
    EXPECT_GT(after, before) << "somebody wrote meanwhile";
    constexpr int filled_here = 19;
    EXPECT_GE(std::count_if(expected.begin(), expected.end(), [](const auto& t) { return !t.second.empty(); }),
              filled_here);
    for (const auto engine : {db::engine::sqlite, db::engine::postgresql}) {
        if (!support::test_database::available(engine)) continue;
        const auto to = empty_one(engine);
        ASSERT_EQ(key_of(load(*to.database, text)), "");
        auto r = to.database->read();
        const auto found = everything(r);
        ASSERT_EQ(found.size(), expected.size());
        for (const auto& [table, rows] : expected)
            EXPECT_TRUE(found.at(table) == rows) << table << ": " << found.at(table).size() << " of " << rows.size();
        EXPECT_TRUE(store::verify_audit(r).faults.empty());
        // The text that the copy gives is the same again, but for who made it and when.
        const auto again = backup_of(r);
        EXPECT_EQ(again.substr(0, again.find("manifest\t")), text.substr(0, text.find("manifest\t")));
    }
}

TEST_P(backups, what_was_put_back_can_be_added_to) {
    fill();
    const auto to = empty_one(GetParam());
    ASSERT_TRUE(load(*to.database, backup()));
    database.reset();
    database = to.made->open();
    EXPECT_EQ(append(pledge, an_entry("m1", "ny")).entry.row, 3);
    EXPECT_NO_THROW(add(a_pledge("Löfte tre", "Åby kommun", "9903")));
    database->write([&](db::transaction& t) {
        store::add_account(t, "cia@angelas.example", "handläggare", "sv", "x");
        store::add_token(t, "telefon 2", std::nullopt, "x");
    });
    {
        auto r = database->read();
        EXPECT_TRUE(store::verify_audit(r).faults.empty());
    }
    database.reset();
}

TEST_P(backups, a_file_that_was_cut_short_anywhere_is_refused_and_leaves_nothing) {
    fill();
    const auto text = backup();
    ASSERT_EQ(check(text), "");
    const auto to = empty_one(GetParam());
    std::mt19937 random{7}; // NOLINT(cert-msc51-cpp): the same each time
    std::vector<std::size_t> cuts{0, 1, 13, 14, 15, text.size() - 1, text.size() - 64, text.rfind("manifest") + 3};
    for (int i = 0; i < 40; ++i)
        cuts.push_back(random() % text.size());
    for (const auto cut : cuts) {
        const auto key = check(text.substr(0, cut));
        EXPECT_TRUE(key == "backup.cut_short" || (cut < 20 && key == "backup.not_one")) << cut << ": " << key;
        if (cut % 5 == 0) {
            EXPECT_NE(key_of(load(*to.database, text.substr(0, cut))), "") << cut;
        }
    }
    auto r = to.database->read();
    EXPECT_TRUE(store::is_empty(r)) << "nothing half done";
}

TEST_P(backups, a_file_of_which_any_byte_was_changed_is_refused) {
    fill();
    const auto text = backup();
    std::mt19937 random{8}; // NOLINT(cert-msc51-cpp)
    for (int i = 0; i < 300; ++i) {
        auto changed = text;
        const auto at = random() % text.size();
        changed[at] = static_cast<char>(changed[at] ^ (1U << random() % 8));
        EXPECT_NE(check(changed), "") << "byte " << at;
    }
    EXPECT_NE(check(text + "\n"), "");
    EXPECT_NE(check(text + text), "");
    EXPECT_EQ(check(""), "backup.not_one");
    EXPECT_EQ(check("%PDF-1.7\n"), "backup.not_one");
    EXPECT_EQ(check("lofte-backup/2\n"), "backup.newer_format");
    EXPECT_EQ(check("lofte-backup/1\nschema\t99999\tx\t0\n"), "backup.newer");
    EXPECT_EQ(check("lofte-backup/1\nschema\t1\t0001-other\t0\n"), "backup.other_program");
}

// Somebody who changes a file and writes its digests anew. Nothing of it is ever part of a statement; what does not fit
// the schema is refused, and what fits contradicts the chain.
std::string sealed(const std::vector<std::string>& lines) {
    std::string all;
    store::sha256_sum table;
    std::string tables;
    std::int64_t rows = 0, total = 0;
    std::string name;
    for (const auto& l : lines)
        total += l.starts_with('|') ? 1 : 0;
    const auto newest = store::migration_name(db::engine::sqlite, 6);
    all = fmt::format("lofte-backup/1\nschema\t6\t{}\t{}\n", newest, total);
    std::optional<store::sha256_sum> sum;
    for (const auto& l : lines) {
        if (l.starts_with("table\t")) {
            name = l.substr(6, l.find('\t', 6) - 6);
            sum.emplace();
            rows = 0;
            all += l + "\n";
        } else if (l == "end") {
            const auto digest = store::hex(sum->end());
            all += fmt::format("end\t{}\t{}\t{}\n", name, rows, digest);
            tables += fmt::format(R"({}{{"name":"{}","rows":{},"sha256":"{}"}})", tables.empty() ? "" : ",", name, rows,
                                  digest);
        } else {
            sum->add(l + "\n");
            ++rows;
            all += l + "\n";
        }
    }
    all += fmt::format(
        "manifest\t{{\"program\":\"x\",\"schema\":6,\"migration\":\"{}\",\"engine\":\"sqlite\",\"made_at\":0,"
        "\"rows\":{},\"tables\":[{}]}}\n",
        newest, total, tables);
    return all + "sha256\t" + store::hex(store::sha256(all)) + "\n";
}

TEST_P(backups, a_file_that_was_made_to_deceive_is_refused_and_leaves_nothing) {
    const std::string setting = "table\tsetting\tname\tcontent\tchanged_at";
    ASSERT_EQ(check(sealed({setting, "|ta\ttb\ti1", "end"})), "") << "a table alone is whole, though not all";
    const std::vector<std::vector<std::string>> bad{
        {setting, "|ta\ttb\ti1", "end"},           // the other tables are missing
        {"table\tno_such_table\ta", "|ta", "end"}, // a table that there is none of
        {"table\tschema_migration\tnumber\tname\tchecksum\tapplied_at", "end"},
        {"table\tsetting\tname\tcontent", "|ta\ttb", "end"},           // a column is missing
        {"table\tsetting\tname\tname\tcontent", "|ta\tta\ttb", "end"}, // one stands twice
        {"table\tsetting\tname\tcontent\tchanged_at) values (1)", "|ta\ttb\ti1", "end"},
        {"table\tsetting; drop table document\tname\tcontent\tchanged_at", "|ta\ttb\ti1", "end"},
        {setting, "|ta\ttb\ttc", "end"},                                // a text for a number
        {setting, "|n\ttb\ti1", "end"},                                 // what may not be absent
        {setting, "|ta\ttb\ti1", "|ta\ttc\ti2", "end"},                 // a key twice
        {setting, "|ta\ttb\ti1", "end", setting, "|tc\ttb\ti1", "end"}, // a table twice
        {"table\tparty_link\tdocument\tparty\torganisation\tmade_at", "|i7\tta\ti8\ti1", "end"}, // points to nothing
        {"table\tapproval\tdocument\tnumber\tversion\tparty\tapproved_by\tapproved_on",
         "|i1\ti1\ti1\tta\ttb\ti99999999999", "end"}, // a day beyond all calendars
        {"table\tinvitation\tid\tdigest\torganisation\trole\tmail\tresets\tmade_by\tmade_at\texpires_at\ttaken_"
         "at\trevoked_at",
         "|i1\tb00\ti1\tta\ttb\ti7\tta\ti1\ti1\tn\tn", "end"}, // a yes that is 7
    };
    const auto to = empty_one(GetParam());
    for (const auto& lines : bad) {
        const auto text = sealed(lines);
        EXPECT_EQ(check(text), "") << lines[0] << ": its digests are right";
        EXPECT_NE(key_of(load(*to.database, text)), "") << lines[0] << " " << lines[1];
        auto r = to.database->read();
        EXPECT_TRUE(store::is_empty(r)) << lines[0];
    }
    for (const auto* line :
         {"|", "|t", "|ta\ttb\ti1\ti2", "|ta\ttb", "|ta\ttb\ti1x", "|ta\ttb\ti", "|ta\ttb\ti99999999999999999999",
          "|ta\ttb\\\ti1", "|ta\ttb\\q\ti1", "|ta\tb0\ti1", "|ta\tbzz\ti1", "|ta\ttb\trinf", "|ta\ttb\trnan",
          "|ta\t\ti1", "|ta\tq\ti1", "|ta\tnx\ti1", "|t\xff\ttb\ti1", ""})
        EXPECT_EQ(check(sealed({setting, line, "end"})), "backup.damaged") << line;
    EXPECT_EQ(check(sealed({setting, std::string("|ta\0\ttb\ti1", 10), "end"})), "backup.damaged");
}

TEST_P(backups, an_older_schema_is_put_back_and_brought_up) {
    // What a program of schema 1 would have written: its tables, empty, and a setting.
    const auto old = empty_one(GetParam());
    old.database->write([](db::transaction& t) {
        store::migrate_to(t, 3);
        db::run(t, "insert into setting (name, content, changed_at) values ('a', 'b', 1)");
    });
    std::string text;
    {
        auto r = old.database->read();
        text = backup_of(r);
    }
    const auto to = empty_one(GetParam());
    ASSERT_EQ(key_of(load(*to.database, text)), "");
    auto r = to.database->read();
    EXPECT_EQ(store::schema_of(r).number, store::newest_schema(GetParam()).number);
    EXPECT_EQ(store::find_setting(r, "a"), "b");
}

ON_BOTH_ENGINES(backups);

TEST(backup_lines, values_come_back_as_they_were) {
    const store::raw_row row{std::monostate{},
                             std::numeric_limits<std::int64_t>::min(),
                             std::numeric_limits<std::int64_t>::max(),
                             0.1,
                             -1e300,
                             std::string{},
                             std::string{"\\ \t \n \r å 🌲"},
                             store::raw_bytes{std::string("\0\xff\n\t", 4)},
                             store::raw_bytes{}};
    std::string line;
    store::backup_text::append(line, row);
    EXPECT_EQ(line.find('\n'), line.npos);
    const auto back = store::backup_text::parse(line, row.size());
    ASSERT_TRUE(back);
    EXPECT_TRUE(*back == row);
    EXPECT_FALSE(store::backup_text::parse(line, row.size() - 1));
    EXPECT_FALSE(store::backup_text::parse(line, row.size() + 1));
}

} // namespace
