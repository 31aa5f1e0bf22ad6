#include "people_world.hpp"

#include "core/log.hpp"
#include "reading/read.hpp"
#include "store/audit.hpp"
#include "web/import_log.hpp"

namespace {

using core::holder;

class importing : public people_world {
  protected:
    std::size_t entries() {
        auto r = w.database->read();
        return store::find_pledge(r, "fjallby-2020")->log.size();
    }
};

constexpr std::string_view good =
    "table=Datum%3BRad%3BAntal%3BPlats%0D%0A2022-02-03%3Bm1%3B3%3BTorget%0D%0A2022-02-03%3Bm1%3B3%3BTorget";

TEST_F(importing, shows_what_would_be_saved_and_saves_a_file_once) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::reporter));
    EXPECT_EQ(w.get("/logga/fil", {}, bo).status, 200);
    const auto before = entries();
    const auto form = fmt::format("pledge=fjallby-2020&{}", good);
    const auto look = send("/logga/fil", bo, form + "&steg=visa");
    EXPECT_EQ(look.status, 200);
    EXPECT_TRUE(holds(look, "value=\"alla\"") && holds(look, "Torget"));
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(header_of(send("/logga/fil", bo, form + "&steg=alla"), "Location"),
              "/logga/fil?lofte=fjallby-2020&sparade=2&fanns=0");
    EXPECT_EQ(entries(), before + 2) << "the same row twice in a file is two things done";
    EXPECT_EQ(header_of(send("/logga/fil", bo, form + "&steg=alla"), "Location"),
              "/logga/fil?lofte=fjallby-2020&sparade=0&fanns=2");
    EXPECT_EQ(entries(), before + 2);
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(importing, says_what_is_wrong_by_the_line_and_saves_the_good_where_asked) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::officer));
    const auto before = entries();
    const auto form =
        fmt::format("pledge=fjallby-2020&{}%0D%0Ai+g%C3%A5r%3Bm1%3B1%3B%0D%0A2022-02-04%3Bm99%3B1%3B", good);
    const auto look = send("/logga/fil", bo, form + "&steg=alla");
    EXPECT_EQ(look.status, 422);
    EXPECT_TRUE(holds(look, "4:</strong>") && holds(look, "5:</strong>") && holds(look, "value=\"goda\""));
    EXPECT_TRUE(holds(send("/logga/fil", bo, form + "&steg=visa"), "role=\"alert\"")) << "said to who cannot see it";
    EXPECT_EQ(entries(), before);
    const auto saved = send("/logga/fil", bo, form + "&steg=goda");
    EXPECT_EQ(saved.status, 200);
    EXPECT_EQ(entries(), before + 2);
    EXPECT_TRUE(holds(saved, "2 rader är sparade") && holds(saved, "i går;m1;1;\r\n2022-02-04;m99;1;")) << body(saved);
    EXPECT_FALSE(holds(saved, "value=\"goda\"") || holds(saved, "4:</strong>")) << "those that are saved are gone";
    EXPECT_EQ(send("/logga/fil", bo, "pledge=fjallby-2020&table=hej&steg=visa").status, 422);
    EXPECT_EQ(send("/logga/fil", bo, fmt::format("pledge=utkast-2021&{}&steg=alla", good)).status, 403);
}

// A row that came in another's place has the same words; a row with two parts is logged by part.
TEST(imported_log, tells_rows_apart_by_their_days_and_takes_parts) {
    core::pledge_file file;
    auto& d = file.document;
    d.valid.from = base::make_date(2021, 1, 1);
    d.valid.to = base::make_date(2021, 12, 31);
    reading::plan_row row;
    row.id = "m1";
    row.what = "Skolbesök";
    row.readings = reading::read_owner("minst 2 gånger per år och en dag i veckan", {}).readings;
    ASSERT_EQ(row.readings.size(), 2U);
    row.life.to = base::make_date(2021, 2, 28);
    d.plan.push_back(row);
    row.id = "m2";
    row.life = {.from = base::make_date(2021, 3, 1), .to = {}, .replaces = "m1", .ended = {}};
    d.plan.push_back(row);
    const auto read = [&](const std::string& lines) {
        return web::read_log(file, "Datum;Rad;Del;Antal\n" + lines,
                             {.shown = {}, .places = {}, .today = base::make_date(2021, 6, 1)})
            .value();
    };
    const auto log = read("2021-02-20;Skolbesök;1;3\n2021-03-02;skolbesök;en dag i veckan;1\n");
    ASSERT_EQ(log.good(), 2U);
    EXPECT_EQ(log.entries()[0].owner, "m1");
    EXPECT_EQ(log.entries()[0].reading, 0);
    EXPECT_EQ(log.entries()[1].owner, "m2");
    EXPECT_EQ(log.entries()[1].reading, 1);
    EXPECT_NE(read("2021-02-20;m1;1;3\n").entries()[0].client_key, read("2021-02-20;m1;2;3\n").entries()[0].client_key);
    const auto wrong = read("2021-02-20;m1;3;1\n2021-02-20;m1;;1\n");
    ASSERT_EQ(wrong.rows.size(), 2U);
    EXPECT_EQ(wrong.rows[0].entry.error().text.key, "import.no_such_part");
    EXPECT_EQ(wrong.rows[1].entry.error().text.key, "core.log.which_reading");
}

TEST_F(importing, takes_a_file_and_shows_what_it_holds) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::reporter));
    EXPECT_TRUE(holds(w.get("/logga/fil", {}, bo), "type=\"file\""));
    const auto sent = [&](std::string_view file, std::string_view step) {
        auto r = site_world::asking("/logga/fil", {}, bo);
        r.method = "POST";
        r.headers.emplace_back("content-type", "multipart/form-data; boundary=x");
        const auto part = [&](std::string_view name, std::string_view value) {
            r.body += fmt::format("--x\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n", name, value);
        };
        part("nyckel", key_of(bo));
        part("pledge", "fjallby-2020");
        part("table", "");
        part("steg", step);
        r.body += fmt::format("--x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"logg.csv\"\r\n"
                              "Content-Type: text/csv\r\n\r\n{}\r\n--x--\r\n",
                              file);
        return w.router(r);
    };
    constexpr std::string_view file = "Datum;Rad;Antal;Plats;Anteckning\n2022-02-03;m1;3;Torget;Med ficklampa\n"
                                      "2022-02-04;m99;1;Parken;Regn\n";
    const auto look = sent(file, "visa");
    EXPECT_EQ(look.status, 200) << body(look);
    EXPECT_TRUE(holds(look, "2022-02-03;m1;3;Torget")) << "what is saved next stands in the box";
    EXPECT_TRUE(holds(look, "<span>3 februari 2022: <strong>3</strong>"));
    EXPECT_TRUE(holds(look, " · Torget · Med ficklampa") && holds(look, "4 februari 2022 m99 1 · Parken · Regn"));
    EXPECT_EQ(sent(std::string_view{"\x00\x01\x02", 3}, "visa").status, 422);
    const auto before = entries();
    EXPECT_EQ(sent(file, "goda").status, 200) << "a file is shown before it is saved, whatever button was pressed";
    EXPECT_EQ(entries(), before);
}

TEST_F(importing, names_all_that_one_confirmation_would_let_through) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::reporter));
    const auto look = send("/logga/fil", bo,
                           "pledge=fjallby-2020&table=Datum%3BRad%3BAntal%3BPlats%3BAnteckning%0A"
                           "2022-02-03%3Bm1%3B3%3Bhos+Eva+Lindgren%3Bring+070-123+45+67%0A"
                           "2022-02-04%3Bm1%3B3%3BTorget%3Bbil+ABC+123+och+a@x.example&steg=visa");
    EXPECT_TRUE(holds(look, "Eva Lindgren (namn på en person) och 070-123 45 67 (telefonnummer)")) << body(look);
    EXPECT_TRUE(holds(look, "ABC 123 (registreringsnummer) och a@x.example (e-postadress)"));
}

TEST_F(importing, tells_hours_and_what_is_no_number) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::reporter));
    const auto look = send("/logga/fil", bo,
                           "pledge=fjallby-2020&table=Datum%3BVad%3BAntal%3BTimmar%0A2022-02-02%3Bm1%3B1%3B4%2C5%0A"
                           "2022-02-03%3Bm1%3Bm%C3%A5nga%3B&steg=visa");
    EXPECT_TRUE(holds(look, "<strong>1, 4,5 timmar</strong>")) << body(look);
    EXPECT_TRUE(holds(look, "”många” är inget antal: raden sparas med de orden"));
}

} // namespace
