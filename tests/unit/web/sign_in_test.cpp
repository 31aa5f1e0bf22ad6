#include "people_world.hpp"

#include "db/statement.hpp"
#include "store/one_time_code.hpp"
#include "web/signed_in.hpp"

namespace {

using core::holder;
using sign_in_pages = people_world;

TEST_F(sign_in_pages, sign_in_says_the_same_whether_the_address_is_known_or_not) {
    person("anna@fjallby.example");
    const auto wrong = sign_in("anna@fjallby.example", "fel");
    const auto unknown = sign_in("anna@fjallby.exampel", "fel");
    const auto no_address = sign_in("anna", "fel");
    EXPECT_EQ(wrong.status, 422);
    auto a = body(wrong), b = body(unknown);
    const auto without = [](std::string& html, std::string_view mail) {
        const auto at = html.find(mail);
        ASSERT_NE(at, html.npos) << "what was typed is kept";
        html.erase(at, mail.size());
    };
    without(a, "anna@fjallby.example");
    without(b, "anna@fjallby.exampel");
    EXPECT_EQ(a, b);
    EXPECT_EQ(no_address.status, 422);
    EXPECT_EQ(cookie_of(wrong), "");
}

TEST_F(sign_in_pages, sign_in_slows_down_and_locks_nobody_out) {
    person("anna@fjallby.example");
    http::request r;
    const auto from = [&](std::string address, std::string_view password) {
        auto asked = site_world::asking("/konto/logga-in");
        asked.method = "POST";
        asked.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
        asked.body = fmt::format("mail=anna%40fjallby.example&password={}", password);
        asked.remote = std::move(address);
        return w.router(asked);
    };
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(from("192.0.2.1", "fel").status, 422);
    const auto wait = from("192.0.2.1", right_sent);
    EXPECT_EQ(wait.status, 429);
    EXPECT_FALSE(header_of(wait, "Retry-After").empty());
    EXPECT_TRUE(holds(wait, "anna@fjallby.example")) << "what was typed is kept";
    EXPECT_EQ(from("198.51.100.7", right_sent).status, 303) << "from elsewhere one gets in";
}

TEST_F(sign_in_pages, sign_in_gives_a_new_session_and_ends_the_one_before) {
    const auto id = person("anna@fjallby.example");
    const auto before = browser_of(id);
    const auto in = sign_in("anna%40fjallby.example", right_sent, before);
    ASSERT_EQ(in.status, 303);
    EXPECT_EQ(header_of(in, "Location"), "/konto");
    EXPECT_NE(cookie_of(in), "");
    EXPECT_NE(cookie_of(in), before[0].second);
    const auto said = header_of(in, "Set-Cookie");
    for (const auto* part : {"; Path=/;", "; SameSite=Lax", "; HttpOnly", "; Secure"})
        EXPECT_NE(said.find(part), said.npos) << part;
    EXPECT_EQ(w.get("/konto", {}, before).status, 303) << "the session before is over";
    const auto page = w.get("/konto", {}, {{"cookie", cookie_of(in)}});
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store");
}

TEST_F(sign_in_pages, sign_in_leads_back_to_pages_of_ours_alone) {
    person("anna@fjallby.example");
    const auto led = [&](std::string_view onward) {
        return header_of(w.post("/konto/logga-in",
                                fmt::format("mail=anna%40fjallby.example&password={}&till={}", right_sent, onward)),
                         "Location");
    };
    EXPECT_EQ(led("/konto/tva-steg"), "/konto/tva-steg");
    EXPECT_EQ(led("/%C3%A5"), "/%C3%A5");
    for (const auto* bad : {"https://annan.example", "//annan.example", "/%5Cannan.example", "%5C%5Cannan.example",
                            "annan", "/a%0D%0ASet-Cookie:b=c", "/a%20b", "", "javascript:alert(1)"})
        EXPECT_EQ(led(bad), "/konto") << bad;
    EXPECT_EQ(header_of(w.get("/konto/tva-steg"), "Location"), "/konto/logga-in?till=/konto/tva-steg");
}

TEST_F(sign_in_pages, a_password_alone_opens_nothing_where_a_code_is_wanted) {
    person("anna@fjallby.example", holder::coordinator, true);
    const auto half = sign_in("anna%40fjallby.example", right_sent);
    EXPECT_EQ(header_of(half, "Location"), "/konto/kod?till=/konto");
    const http::fields browser{{"cookie", cookie_of(half)}};
    EXPECT_EQ(w.get("/konto", {}, browser).status, 303);
    EXPECT_EQ(w.get("/konto/kod", {}, browser).status, 200);
    EXPECT_EQ(w.post("/konto/kod", "code=000000", browser).status, 422);
    const auto code = code_now();
    const auto in = w.post("/konto/kod", "code=" + code, browser);
    ASSERT_EQ(in.status, 303);
    EXPECT_NE(cookie_of(in), cookie_of(half));
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", cookie_of(in)}}).status, 200);

    const http::fields again{{"cookie", cookie_of(sign_in("anna%40fjallby.example", right_sent))}};
    EXPECT_EQ(w.post("/konto/kod", "code=" + code, again).status, 422) << "a code is good once";
    EXPECT_EQ(w.post("/konto/kod", "code=" + codes[0], again).status, 303);
    const http::fields third{{"cookie", cookie_of(sign_in("anna%40fjallby.example", right_sent))}};
    EXPECT_EQ(w.post("/konto/kod", "code=" + codes[0], third).status, 422) << "so is one on paper";
    for (int i = 0; i < 4; ++i)
        w.post("/konto/kod", "code=000000", third);
    EXPECT_EQ(w.post("/konto/kod", "code=" + codes[1], third).status, 429);
    EXPECT_EQ(w.get("/konto/kod").status, 303) << "without a password there is no code to give";
    EXPECT_EQ(w.post("/konto/kod", "code=000000").status, 422);
}

TEST_F(sign_in_pages, sessions_are_told_apart_by_when_they_began) {
    const auto anna = person("anna@fjallby.example", holder::officer);
    const auto browser = browser_of(anna);
    browser_of(anna, false);
    const auto half = body(w.get("/konto", {}, browser));
    EXPECT_EQ(half.find("Logga ut överallt utom här"), half.npos) << "a code is wanted there still";
    const auto since = half.find("sedan ");
    ASSERT_NE(since, half.npos);
    EXPECT_NE(half.substr(since, 40).find(" kl. "), half.npos) << half.substr(since, 40);
    browser_of(anna);
    EXPECT_TRUE(holds(w.get("/konto", {}, browser), "Logga ut överallt utom här"));
}

TEST_F(sign_in_pages, a_new_password_ends_the_other_sessions) {
    const auto id = person("anna@fjallby.example");
    const auto here = browser_of(id), there = browser_of(id);
    const auto change = [&](std::string_view now, std::string_view then) {
        return send("/konto/losenord", here, fmt::format("current={}&password={}", now, then)).status;
    };
    EXPECT_EQ(change("fel", "en+annan+lång+mening"), 422);
    EXPECT_EQ(change(right_sent, "kort"), 422);
    EXPECT_EQ(w.get("/konto", {}, there).status, 200);
    EXPECT_EQ(change(right_sent, "en+annan+l%C3%A5ng+mening"), 303);
    EXPECT_EQ(w.get("/konto", {}, here).status, 200);
    EXPECT_EQ(w.get("/konto", {}, there).status, 303);
    EXPECT_EQ(sign_in("anna%40fjallby.example", right_sent).status, 422);
    EXPECT_EQ(sign_in("anna%40fjallby.example", "en+annan+l%C3%A5ng+mening").status, 303);
}

TEST_F(sign_in_pages, a_second_factor_ends_what_a_password_alone_had_opened) {
    const auto id = person("anna@fjallby.example", holder::administrator);
    const auto here = browser_of(id), there = browser_of(id);
    write([&](db::transaction& t) { store::lay_up_second_factor(t, id, secret); });
    EXPECT_EQ(send("/konto/tva-steg", here, fmt::format("password={}&code={}", right_sent, code_now())).status, 200);
    EXPECT_EQ(w.get("/konto/organisationer", {}, here).status, 200);
    EXPECT_EQ(w.get("/konto/organisationer", {}, there).status, 303);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(send("/konto/nya-koder", here, "code=000000").status, 422);
    write([&](db::transaction& t) { t.on().script("update account set code_step = 0"); });
    EXPECT_EQ(send("/konto/nya-koder", here, "code=" + code_now()).status, 422) << "not at leisure";
}

TEST_F(sign_in_pages, pages_of_one_are_never_kept_for_another) {
    const auto browser = browser_of(person("anna@fjallby.example"));
    EXPECT_TRUE(holds(w.get("/konto", {}, browser), "anna@fjallby.example"));
    auto asked = site_world::asking("/konto", {}, browser);
    EXPECT_EQ(web::quick_answer(w.site, asked), nullptr);
    EXPECT_EQ(w.get("/konto").status, 303);
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", "__Host-lofte=" + std::string(64, 'a')}}).status, 303);
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", "lofte=" + browser[0].second.substr(13)}}).status, 303)
        << "with TLS only the cookie that no other host can set";
}

} // namespace
