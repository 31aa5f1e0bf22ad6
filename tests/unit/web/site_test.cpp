#include "site_world.hpp"

#include "store/job.hpp"
#include "web/visit.hpp"

#include <algorithm>

namespace {

class site : public ::testing::Test {
  protected:
    site_world w;
};

TEST_F(site, every_page_is_there) {
    for (const auto* path : {"/", "/aldre", "/fjallby-2020", "/fjallby-2020/matt/m1", "/fjallby-2020/matt/p3",
                             "/fjallby-2020/andringar", "/om/metod", "/om/tillganglighet", "/om/personuppgifter"}) {
        const auto r = w.get(path);
        EXPECT_EQ(r.status, 200) << path;
        EXPECT_TRUE(holds(r, "<h1")) << path;
        EXPECT_EQ(r.page->content_type, "text/html; charset=utf-8") << path;
    }
}

TEST_F(site, a_fault_can_be_told_to_those_the_documents_name) {
    EXPECT_TRUE(holds(w.get("/om/tillganglighet"), "mailto:sakerhet@fjallby.example"));
}

TEST_F(site, contacts_come_from_every_document) {
    w.database->write([&](db::transaction& t) {
        auto file = support::example_pledge();
        for (auto& p : file.document.parties)
            p.contact.reset();
        file.slug = "a-utan-kontakt";
        store::add_pledge(t, file);
        file = support::example_pledge();
        for (auto& p : file.document.parties)
            if (!p.contact) p.contact = reading::contact{"Samordnare", "andra@fjallby.example", ""};
        file.slug = "fjallby-2021";
        store::add_pledge(t, file);
    });
    const auto page = w.get("/om/tillganglighet");
    EXPECT_TRUE(holds(page, "mailto:sakerhet@fjallby.example"));
    EXPECT_TRUE(holds(page, "mailto:andra@fjallby.example")) << "of a party that the first document lacks one of";
}

TEST_F(site, no_value_of_an_address_looks_like_another_parameter) {
    const auto first = w.get("/", {{"kommun", "x\nsok=zq"}});
    const auto second = w.get("/", {{"kommun", "x"}, {"sok", "zq"}});
    EXPECT_NE(first.page->plain, second.page->plain);
}

TEST_F(site, what_is_not_there_is_a_page_too) {
    for (const auto* path :
         {"/finns-inte", "/fjallby-2020/matt/m99", "/utkast-2021", "/utkast-2021/matt/m1", "/assets/inter.woff2"}) {
        const auto r = w.get(path);
        EXPECT_EQ(r.status, 404) << path;
        EXPECT_TRUE(holds(r, "<h1>Sidan finns inte</h1>")) << path;
    }
}

TEST_F(site, what_cannot_be_done_to_a_page_is_said_as_a_page) {
    auto post = site_world::asking("/om/metod");
    post.method = "POST";
    const auto r = w.router(post);
    EXPECT_EQ(r.status, 405);
    EXPECT_TRUE(holds(r, "<h1>Så går det inte att göra här</h1>"));
    const auto header = [&](std::string_view name) {
        const auto found =
            std::find_if(r.headers.begin(), r.headers.end(), [&](const auto& h) { return h.first == name; });
        return found == r.headers.end() ? std::string{} : found->second;
    };
    EXPECT_EQ(header("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(header("Content-Type"), "text/html; charset=utf-8");
}

TEST_F(site, a_day_before_everything_is_a_page_and_one_after_is_told) {
    for (const auto* path : {"/", "/fjallby-2020", "/fjallby-2020/matt/m1", "/fjallby-2020/andringar",
                             "/fjallby-2020.ics", "/fjallby-2020.atom", "/fjallby-2020.csv"})
        for (const auto* day : {"0001-01-01", "1900-02-28", "2019-12-31"})
            EXPECT_EQ(w.get(path, {{"per", day}}).status, 200) << path << " " << day;
    for (const auto* day : {"9999-12-31", "10000-01-01", "2021-02-29", "0000-01-01", "0000"})
        EXPECT_EQ(w.get("/fjallby-2020", {{"per", day}}).status, 400) << day;
}

TEST_F(site, what_is_said_back_holds_no_control_characters_and_whole_letters) {
    const auto r = w.get("/fjallby-2020", {{"per", std::string{"a\0b\u202e", 6} + std::string(39, 'x') + "\u00e5"}});
    EXPECT_EQ(r.status, 400);
    EXPECT_EQ(body(r).find('\0'), std::string::npos);
    EXPECT_FALSE(holds(r, "\u202e"));
    EXPECT_TRUE(holds(r, "a\uFFFDb\uFFFD"));
    EXPECT_TRUE(base::is_valid_utf8(body(r)));
}

TEST_F(site, a_day_is_checked) {
    EXPECT_EQ(w.get("/fjallby-2020", {{"per", "2021-10-14"}}).status, 200);
    EXPECT_EQ(w.get("/fjallby-2020", {{"per", ""}}).status, 200);
    const auto wrong = w.get("/fjallby-2020", {{"per", "<31 juni>"}});
    EXPECT_EQ(wrong.status, 400);
    EXPECT_TRUE(holds(wrong, "&lt;31 juni&gt;"));
    const auto future = w.get("/fjallby-2020", {{"per", "2022-03-02"}});
    EXPECT_EQ(future.status, 400);
    EXPECT_TRUE(holds(future, "2 mars 2022"));
    EXPECT_EQ(w.get("/fjallby-2020/andringar", {{"sedan", "2021-12-01"}, {"per", "2021-10-14"}}).status, 400);
    EXPECT_EQ(w.get("/fjallby-2020/andringar", {{"sedan", "2021-09-01"}, {"per", "2021-10-14"}}).status, 200);
}

TEST_F(site, a_day_in_the_past_says_so_and_keeps_itself_in_links) {
    const auto r = w.get("/fjallby-2020", {{"per", "2021-10-14"}});
    EXPECT_TRUE(holds(r, "Så här såg det ut den 14 oktober 2021."));
    EXPECT_TRUE(holds(r, "href=\"/fjallby-2020/matt/m1?per=2021-10-14\""));
    EXPECT_TRUE(holds(r, "Juli: 6 av minst 10, hölls inte"));
    EXPECT_FALSE(holds(w.get("/fjallby-2020"), "Så här såg det ut"));
}

TEST_F(site, the_address_then_the_cookie_then_the_browser_choose_the_language) {
    const auto lang = [&](http::fields query, http::fields headers) {
        const auto r = site_world::asking("/", std::move(query), std::move(headers));
        return std::string{base::code(web::language_of(w.site, r).language())};
    };
    EXPECT_EQ(lang({}, {}), "sv");
    EXPECT_EQ(lang({}, {{"accept-language", "en-GB,en;q=0.9,sv;q=0.8"}}), "en");
    EXPECT_EQ(lang({}, {{"accept-language", "de, sv;q=0.5, en;q=0.4"}}), "sv");
    EXPECT_EQ(lang({}, {{"accept-language", "de"}}), "sv");
    EXPECT_EQ(lang({}, {{"accept-language", "en"}, {"cookie", "a=b; lang=sv"}}), "sv");
    EXPECT_EQ(lang({{"lang", "en"}}, {{"cookie", "lang=sv"}}), "en");
    EXPECT_EQ(lang({{"lang", "fi"}}, {{"cookie", "lang=klingon"}}), "sv");
}

TEST_F(site, a_chosen_language_is_kept_in_a_cookie) {
    const auto chosen = w.get("/", {{"lang", "en"}});
    const auto& headers = chosen.page->headers;
    EXPECT_TRUE(std::any_of(headers.begin(), headers.end(),
                            [](const auto& f) { return f.first == "Set-Cookie" && f.second.starts_with("lang=en;"); }));
    const auto plain = w.get("/", {}, {{"accept-language", "en"}});
    EXPECT_TRUE(std::none_of(plain.page->headers.begin(), plain.page->headers.end(),
                             [](const auto& f) { return f.first == "Set-Cookie"; }));
    EXPECT_TRUE(holds(plain, "<html lang=\"en\">"));
}

TEST_F(site, a_page_is_made_once_and_dropped_with_its_pledge) {
    const auto r = site_world::asking("/fjallby-2020");
    EXPECT_EQ(web::quick_answer(w.site, r), nullptr);
    const auto first = w.get("/fjallby-2020").page;
    EXPECT_EQ(web::quick_answer(w.site, r), first);
    EXPECT_EQ(w.get("/fjallby-2020", {{"utm_source", "x"}}).page, first); // what no page reads changes nothing
    EXPECT_NE(w.get("/fjallby-2020", {}, {{"accept-language", "en"}}).page, first);
    w.pages.drop("fjallby-2020");
    EXPECT_EQ(web::quick_answer(w.site, r), nullptr);
    auto post = r;
    post.method = "POST";
    w.get("/fjallby-2020");
    EXPECT_EQ(web::quick_answer(w.site, post), nullptr);
}

TEST_F(site, search_and_filter) {
    EXPECT_TRUE(holds(w.get("/"), "1 löfte<"));
    EXPECT_TRUE(holds(w.get("/", {{"sok", "trafiken"}}), "Fjällby"));
    const auto none = w.get("/", {{"sok", "\"><b>rymdfart"}});
    EXPECT_TRUE(holds(none, "Inget löfte passar<"));
    EXPECT_TRUE(holds(none, "value=\"&quot;&gt;&lt;b&gt;rymdfart\""));
    EXPECT_FALSE(holds(none, "<b>rymdfart"));
}

TEST_F(site, the_report_is_served_as_it_was_made) {
    EXPECT_EQ(w.get("/fjallby-2020.pdf").status, 503); // not made yet
    EXPECT_EQ(w.get("/utkast-2021.pdf").status, 404);
    w.database->write([](db::transaction& t) { store::put_made_file(t, "report", "fjallby-2020", 1, "%PDF-1.7 x"); });
    const auto r = w.get("/fjallby-2020.pdf");
    EXPECT_EQ(r.status, 200);
    EXPECT_EQ(r.headers.front(), (std::pair<std::string, std::string>{"Content-Type", "application/pdf"}));
    EXPECT_EQ(body(r), "%PDF-1.7 x");
    EXPECT_EQ(w.get("/fjallby-2020.pdf?per=2021-10-14").status, 404); // no report of that day is made
}

TEST_F(site, forms_that_take_files_may_be_long) {
    const auto all = web::upload_paths();
    for (const auto* path : {"/utkast", "/logga/fil", "/api/v1/read"})
        EXPECT_NE(std::find(all.begin(), all.end(), path), all.end()) << path;
}

// Every first part of a route, but for places, is an address that no pledge may take.
TEST_F(site, what_the_routes_need_is_reserved) {
    for (const auto& route : w.router.list()) {
        const auto path = route.substr(route.find('/') + 1);
        const auto first = path.substr(0, path.find('/'));
        if (first.empty() || first.front() == '{') continue;
        EXPECT_TRUE(web::is_reserved(first)) << route;
    }
    EXPECT_TRUE(web::is_reserved("api"));
    EXPECT_FALSE(web::is_reserved("fjallby-2020"));
}

} // namespace
