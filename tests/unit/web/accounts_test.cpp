#include "site_world.hpp"

#include "core/log.hpp"
#include "db/statement.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/invitation.hpp"
#include "store/one_time_code.hpp"
#include "store/password.hpp"
#include "store/session.hpp"
#include "web/signed_in.hpp"

#include <fmt/format.h>
#include <liboath/oath.h>

#include <array>
#include <map>
#include <optional>
#include <set>

namespace {

using core::holder;

constexpr std::string_view right = "korrekt häst batteri";
constexpr std::string_view right_sent = "korrekt+h%C3%A4st+batteri";

std::string header_of(const http::response& r, std::string_view name) {
    for (const auto& [own, value] : r.headers)
        if (own == name) return value;
    return {};
}

std::string cookie_of(const http::response& r) {
    for (const auto& [own, value] : r.headers)
        if (own == "Set-Cookie" && value.starts_with("__Host-lofte=")) return value.substr(0, value.find(';'));
    return {};
}

std::string form_secret(const http::response& page) {
    const auto html = body(page);
    constexpr std::string_view before = "name=\"nyckel\" value=\"";
    const auto at = html.find(before);
    return at == html.npos ? std::string{} : html.substr(at + before.size(), 64);
}

// A site with a municipality and its police, and people who work there.
class accounts : public ::testing::Test {
  protected:
    void SetUp() override {
        write([&](db::transaction& t) {
            municipality = store::add_organisation(t, core::organisation_named("Fjällby kommun"), "x");
            police = store::add_organisation(t, core::organisation_named("Polisen i Fjällby"), "x");
        });
    }
    void write(const std::function<void(db::transaction&)>& work) { w.database->write(work); }

    core::account_id person(const std::string& mail, std::optional<holder> role = {}, bool with_code = false,
                            std::optional<core::organisation_id> in = {}) {
        static const auto hash = store::password_hash(right);
        core::account_id id;
        write([&](db::transaction& t) {
            id = store::add_account(t, mail, "handläggare", "sv", "x");
            store::set_password(t, id, hash, "x");
            if (role) store::add_membership(t, id, in.value_or(municipality), *role, "x");
            if (with_code) {
                store::lay_up_second_factor(t, id, secret);
                codes = store::confirm_second_factor(t, id, 1, "x");
            }
        });
        return id;
    }
    // The headers of a browser that is signed in as this account.
    http::fields browser_of(core::account_id id, bool whole = true) {
        std::string session;
        write([&](db::transaction& t) { session = store::open_session(t, id, "", whole, w.clock.now()); });
        return {{"cookie", "__Host-lofte=" + session}, {"host", "lofte.example"}};
    }
    std::string key_of(const http::fields& browser) { return form_secret(w.get("/konto", {}, browser)); }
    http::response send(const std::string& path, const http::fields& browser, const std::string& form) {
        return w.post(path, form + "&nyckel=" + key_of(browser), browser);
    }
    http::response sign_in(const std::string& mail, std::string_view password, http::fields headers = {}) {
        return w.post("/konto/logga-in", fmt::format("mail={}&password={}", mail, password), std::move(headers));
    }
    std::string code_now() const {
        char code[7] = {};
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(w.clock.now().time_since_epoch()).count();
        oath_totp_generate(secret.data(), secret.size(), static_cast<std::time_t>(seconds), 30, 0, 6, code);
        return code;
    }

    site_world w;
    core::organisation_id municipality, police;
    const std::string secret = "12345678901234567890";
    std::vector<std::string> codes;
};

// What each route of /konto wants: nothing, somebody who is signed in, or a right; and what it answers them.
TEST_F(accounts, every_route_is_open_to_those_of_the_table_alone) {
    enum class wants { nobody, somebody, logger, organisations_manager, house_manager };
    const std::string own = fmt::format("/konto/organisation/{}", municipality.value);
    struct route {
        wants what;
        std::string path;
    };
    const std::map<std::string, route> table{
        {"GET /konto/logga-in", {wants::nobody, "/konto/logga-in"}},
        {"POST /konto/logga-in", {wants::nobody, "/konto/logga-in"}},
        {"GET /konto/kod", {wants::nobody, "/konto/kod"}},
        {"POST /konto/kod", {wants::nobody, "/konto/kod"}},
        {"GET /konto/borja/{secret}", {wants::nobody, "/konto/borja/x"}},
        {"POST /konto/borja/{secret}", {wants::nobody, "/konto/borja/x"}},
        {"GET /konto/inbjudan/{secret}", {wants::nobody, "/konto/inbjudan/x"}},
        {"POST /konto/inbjudan/{secret}", {wants::nobody, "/konto/inbjudan/x"}},
        {"GET /konto", {wants::somebody, "/konto"}},
        {"POST /konto/losenord", {wants::somebody, "/konto/losenord"}},
        {"GET /konto/tva-steg", {wants::somebody, "/konto/tva-steg"}},
        {"POST /konto/tva-steg", {wants::somebody, "/konto/tva-steg"}},
        {"POST /konto/tva-steg/av", {wants::somebody, "/konto/tva-steg/av"}},
        {"GET /konto/nya-koder", {wants::somebody, "/konto/nya-koder"}},
        {"POST /konto/nya-koder", {wants::somebody, "/konto/nya-koder"}},
        {"POST /konto/sessioner", {wants::somebody, "/konto/sessioner"}},
        {"POST /konto/logga-ut", {wants::somebody, "/konto/logga-ut"}},
        {"GET /logga", {wants::logger, "/logga"}},
        {"POST /logga", {wants::logger, "/logga"}},
        {"POST /logga/angra", {wants::logger, "/logga/angra"}},
        {"GET /konto/organisation/{id}", {wants::organisations_manager, own}},
        {"POST /konto/organisation/{id}/inbjudan", {wants::organisations_manager, own + "/inbjudan"}},
        {"POST /konto/organisation/{id}/inbjudan/av", {wants::organisations_manager, own + "/inbjudan/av"}},
        {"POST /konto/organisation/{id}/medlem", {wants::organisations_manager, own + "/medlem"}},
        {"POST /konto/organisation/{id}/lofte", {wants::house_manager, own + "/lofte"}},
        {"POST /konto/organisation/{id}/lofte/av", {wants::house_manager, own + "/lofte/av"}},
        {"POST /konto/organisation/{id}/nytt-losenord", {wants::house_manager, own + "/nytt-losenord"}},
        {"GET /konto/organisationer", {wants::house_manager, "/konto/organisationer"}},
        {"POST /konto/organisationer", {wants::house_manager, "/konto/organisationer"}},
    };
    for (const auto& r : w.router.list())
        EXPECT_TRUE((r.find(" /konto") == r.npos && r.find(" /logga") == r.npos) || table.contains(r))
            << r << " has no row here";

    struct who {
        std::string name;
        std::optional<holder> role;
        bool with_code;
        bool other_organisation;
    };
    std::vector<who> all{{"visitor", {}, false, false},
                         {"administrator without code", holder::administrator, false, false}};
    for (const auto role : core::all_roles) {
        const std::string name{core::name(role)};
        all.push_back({name, role, core::needs_second_factor(role), false});
        all.push_back({name + " elsewhere", role, core::needs_second_factor(role), true});
    }
    int n = 0;
    for (const auto& person_of : all) {
        const bool visitor = !person_of.role;
        core::account_id id;
        if (!visitor)
            id = person(fmt::format("p{}@fjallby.example", ++n), person_of.role, person_of.with_code,
                        person_of.other_organisation ? police : municipality);
        for (const auto& [pattern, route] : table) {
            const auto at = person_of.name + ", " + pattern;
            const auto browser = visitor ? http::fields{} : browser_of(id);
            const bool counts = !visitor && (!core::needs_second_factor(*person_of.role) || person_of.with_code);
            const bool house = counts && core::may(*person_of.role, core::act::manage_house);
            const bool manager = house || (counts && !person_of.other_organisation &&
                                           core::may(*person_of.role, core::act::manage_members));
            const std::string form = route.what == wants::logger ? "pledge=fjallby-2020&owner=m1&amount=1&id=x" : "a=b";
            const auto status = pattern.starts_with("GET") ? w.get(route.path, {}, browser).status
                                                           : send(route.path, browser, form).status;
            const bool logs = counts && core::may(*person_of.role, core::act::add_entry);
            const bool led_away = status == 303;
            const bool denied = status == 403 || status == 404;
            EXPECT_LT(status, 500) << at;
            if (route.what == wants::nobody) {
                EXPECT_FALSE(denied) << at << ": " << status;
            } else if (visitor) {
                EXPECT_TRUE(led_away) << at << ": " << status;
            } else if (route.what == wants::somebody) {
                EXPECT_FALSE(denied) << at << ": " << status;
            } else if (route.what == wants::logger) {
                EXPECT_EQ(denied, !logs || (pattern.starts_with("POST") && person_of.other_organisation))
                    << at << ": " << status;
            } else {
                EXPECT_EQ(denied, !(route.what == wants::house_manager ? house : manager)) << at << ": " << status;
            }
        }
    }
}

TEST_F(accounts, no_form_is_taken_from_another_site_or_without_its_key) {
    const auto browser = browser_of(person("a@fjallby.example", holder::administrator, true));
    for (const auto& r : w.router.list()) {
        if (!r.starts_with("POST /konto")) continue;
        auto path = r.substr(5);
        if (const auto at = path.find("{id}"); at != path.npos) path.replace(at, 4, std::to_string(municipality.value));
        const auto with = [&](std::string name, std::string value) {
            auto headers = browser;
            headers.emplace_back(std::move(name), std::move(value));
            return w.post(path, "nyckel=" + key_of(browser), headers).status;
        };
        EXPECT_EQ(with("origin", "https://annan.example"), 403) << r;
        EXPECT_EQ(with("origin", "null"), 403) << r;
        EXPECT_EQ(with("sec-fetch-site", "cross-site"), 403) << r;
        EXPECT_EQ(with("sec-fetch-site", "same-site"), 403) << r;
        const bool needs_nobody = path.find("logga-in") != path.npos || path.find("kod") == 7 ||
                                  path.find("borja") != path.npos || path.find("inbjudan/{") != path.npos;
        if (needs_nobody) continue;
        EXPECT_EQ(w.post(path, "a=b", browser).status, 403) << r;
        EXPECT_EQ(w.post(path, "nyckel=" + std::string(64, '0'), browser).status, 403) << r;
        EXPECT_EQ(
            w.post(path, "nyckel=" + key_of(browser_of(person(store::new_uuid() + "@x.example"))), browser).status, 403)
            << r << " with the key of another session";
    }
    EXPECT_EQ(w.get("/konto", {}, browser).status, 200) << "still signed in";
}

TEST_F(accounts, sign_in_says_the_same_whether_the_address_is_known_or_not) {
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

TEST_F(accounts, sign_in_slows_down_and_locks_nobody_out) {
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

TEST_F(accounts, sign_in_gives_a_new_session_and_ends_the_one_before) {
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

TEST_F(accounts, sign_in_leads_back_to_pages_of_ours_alone) {
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

TEST_F(accounts, a_password_alone_opens_nothing_where_a_code_is_wanted) {
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

TEST_F(accounts, an_administrator_without_a_code_has_the_other_roles_only) {
    const auto id = person("anna@fjallby.example", holder::administrator);
    write([&](db::transaction& t) { store::add_membership(t, id, municipality, holder::coordinator, "x"); });
    const auto browser = browser_of(id);
    EXPECT_EQ(w.get("/konto/organisationer", {}, browser).status, 403);
    EXPECT_EQ(w.get(fmt::format("/konto/organisation/{}", municipality.value), {}, browser).status, 200);
    EXPECT_EQ(w.get(fmt::format("/konto/organisation/{}", police.value), {}, browser).status, 404);
    EXPECT_TRUE(holds(w.get("/konto", {}, browser), "Den som är administratör måste ha kod från telefonen"));
    write([&](db::transaction& t) { store::lay_up_second_factor(t, id, secret); });
    const auto shown = send("/konto/tva-steg", browser, "code=" + code_now());
    EXPECT_EQ(shown.status, 200);
    EXPECT_TRUE(holds(shown, "Dina reservkoder"));
    EXPECT_EQ(w.get("/konto/organisationer", {}, browser).status, 200);
    EXPECT_EQ(send("/konto/tva-steg/av", browser, fmt::format("password={}", right_sent)).status, 422)
        << "an administrator keeps the code";
}

TEST_F(accounts, the_first_account_is_made_once_by_the_link) {
    std::string link;
    write([&](db::transaction& t) { link = "/konto/borja/" + store::make_first_link(t); });
    EXPECT_EQ(w.get(link).status, 200);
    EXPECT_EQ(w.get(link + "0").status, 410);
    const std::string who =
        "organisation=Norsj%C3%B6+kommun&mail=Anna%40Norsjo.Example&function=s%C3%A4kerhetssamordnare";
    const auto again = w.post(link, who + "&password=kort");
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(holds(again, "value=\"Norsjö kommun\"") && holds(again, "value=\"säkerhetssamordnare\""));
    EXPECT_TRUE(holds(again, "minst 12 tecken"));
    EXPECT_EQ(w.post(link, "mail=a%40b.example&function=x&password=" + std::string{right_sent}).status, 422);
    const auto made = w.post(link, who + "&password=" + std::string{right_sent});
    EXPECT_EQ(header_of(made, "Location"), "/konto/tva-steg");
    EXPECT_TRUE(holds(w.get("/konto", {}, {{"cookie", cookie_of(made)}}), "Norsjö kommun"));
    EXPECT_EQ(w.get(link).status, 410) << "there is an administrator now";
    EXPECT_EQ(w.post(link, who + "&password=" + std::string{right_sent}).status, 410);
    auto r = w.database->read();
    EXPECT_EQ(store::find_organisation(r, "Norsjö kommun")->code, "2417");
}

TEST_F(accounts, the_only_administrator_comes_back_by_a_new_link) {
    const auto id = person("anna@fjallby.example", holder::administrator, true);
    std::string link;
    write([&](db::transaction& t) {
        store::close_account(t, id, "x");
        link = "/konto/borja/" + store::make_first_link(t);
    });
    const auto made =
        w.post(link, fmt::format("organisation=Fj%C3%A4llby+kommun&mail=anna%40fjallby.example&function=x&password={}",
                                 right_sent));
    ASSERT_EQ(made.status, 303);
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", cookie_of(made)}}).status, 200);
    EXPECT_EQ(w.get("/konto/organisationer", {}, {{"cookie", cookie_of(made)}}).status, 403) << "a new code first";
    auto r = w.database->read();
    EXPECT_EQ(store::organisations(r).size(), 2U) << "the organisation was known";
    EXPECT_FALSE(store::find_account(r, id)->has_second_factor) << "closed and opened again it is as new";
}

TEST_F(accounts, an_invitation_makes_an_account_or_gives_one_a_role) {
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto own = fmt::format("/konto/organisation/{}", municipality.value);
    const auto link_in = [&](const http::response& page) {
        const auto html = body(page);
        const auto at = html.find("/konto/inbjudan/");
        return at == html.npos ? std::string{} : html.substr(at, 16 + 64);
    };
    const auto to_bo = send(own + "/inbjudan", coordinator, "mail=Bo%40polisen.example&role=officer");
    const auto link = link_in(to_bo);
    ASSERT_EQ(link.size(), 80U);
    EXPECT_TRUE(holds(w.get(link), "bo@polisen.example"));
    EXPECT_EQ(w.post(link, "function=&password=" + std::string{right_sent}).status, 422);
    EXPECT_EQ(w.post(link, "function=polis&password=bo").status, 422);
    const auto joined = w.post(link, "function=polis&password=" + std::string{right_sent});
    ASSERT_EQ(joined.status, 303);
    EXPECT_EQ(w.get(link).status, 410);
    EXPECT_EQ(w.post(link, "function=polis&password=" + std::string{right_sent}).status, 410);
    const http::fields bo{{"cookie", cookie_of(joined)}, {"host", "lofte.example"}};
    EXPECT_TRUE(holds(w.get("/konto", {}, bo), "Fjällby kommun: Handläggare"));

    // Another role for the same person: only they take it.
    const auto second = link_in(send(own + "/inbjudan", coordinator, "mail=bo%40polisen.example&role=approver"));
    EXPECT_TRUE(holds(w.get(second), "Logga in först"));
    EXPECT_EQ(w.post(second, "function=polis&password=" + std::string{right_sent}).status, 422);
    EXPECT_EQ(send(second, coordinator, "").status, 422) << "it is not hers";
    EXPECT_EQ(w.post(second, "nyckel=fel", bo).status, 403);
    EXPECT_EQ(send(second, bo, "").status, 303);
    EXPECT_TRUE(holds(w.get("/konto", {}, bo), "Fjällby kommun: Beslutsfattare"));

    const auto third = link_in(send(own + "/inbjudan", coordinator, "mail=c%40polisen.example&role=reader"));
    EXPECT_TRUE(holds(w.get(own, {}, coordinator), "c@polisen.example"));
    auto reader = w.database->read();
    const auto number = store::invitations_of(reader, municipality)[0].id;
    EXPECT_EQ(send(own + "/inbjudan/av", coordinator, fmt::format("number={}", number)).status, 303);
    EXPECT_EQ(w.get(third).status, 410);
}

TEST_F(accounts, a_coordinator_neither_makes_nor_unmakes_administrators) {
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto chief = person("chef@fjallby.example", holder::administrator, true);
    const auto own = fmt::format("/konto/organisation/{}", municipality.value);
    EXPECT_EQ(send(own + "/inbjudan", coordinator, "mail=x%40y.example&role=administrator").status, 403);
    EXPECT_EQ(send(own + "/inbjudan", coordinator, "mail=x%40y.example&role=visitor").status, 422);
    EXPECT_EQ(send(own + "/medlem", coordinator, fmt::format("account={}&role=administrator", chief.value)).status,
              403);
    const auto admin = browser_of(chief);
    EXPECT_EQ(send(own + "/medlem", admin, fmt::format("account={}&role=administrator", chief.value)).status, 422)
        << "the last one";
    person("andra@fjallby.example", holder::administrator, true);
    EXPECT_EQ(send(own + "/medlem", admin, fmt::format("account={}&role=administrator", chief.value)).status, 303);
    EXPECT_EQ(w.get("/konto/organisationer", {}, admin).status, 403) << "at once";
}

TEST_F(accounts, a_new_password_ends_the_other_sessions) {
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

TEST_F(accounts, a_forgotten_password_is_replaced_by_a_link_from_the_administrator) {
    const auto anna = person("anna@fjallby.example", holder::officer, true);
    const auto hers = browser_of(anna);
    const auto admin = browser_of(person("chef@fjallby.example", holder::administrator, true));
    const auto page = send(fmt::format("/konto/organisation/{}/nytt-losenord", municipality.value), admin,
                           fmt::format("account={}", anna.value));
    ASSERT_EQ(page.status, 200);
    const auto html = body(page);
    const auto link = html.substr(html.find("/konto/inbjudan/"), 16 + 64);
    EXPECT_EQ(w.get("/konto", {}, hers).status, 303) << "signed out everywhere";
    EXPECT_EQ(sign_in("anna%40fjallby.example", right_sent).status, 422);
    const auto joined = w.post(link, "function=x&password=en+annan+l%C3%A5ng+mening");
    EXPECT_EQ(header_of(joined, "Location"), "/konto/kod?till=/konto") << "the link is no way round the second factor";
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", cookie_of(joined)}}).status, 303);
    EXPECT_EQ(w.get(link).status, 410);
    EXPECT_EQ(header_of(sign_in("anna%40fjallby.example", "en+annan+l%C3%A5ng+mening"), "Location"),
              "/konto/kod?till=/konto")
        << "the second factor stands";
    auto r = w.database->read();
    EXPECT_EQ(store::memberships_of(r, anna).size(), 1U);
    EXPECT_EQ(store::find_account(r, anna)->function, "handläggare");
}

TEST_F(accounts, a_thing_done_is_logged_with_one_press_and_undone) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::reporter));
    const auto page = w.get("/logga", {}, browser);
    ASSERT_EQ(page.status, 200);
    const auto html = body(page);
    const auto at = html.find("fjallby-2020-m1-1\"");
    ASSERT_NE(at, html.npos) << "a form with a key of its own for each row";
    const auto from = html.rfind("value=\"", at) + 7;
    const auto key = html.substr(from, html.find('"', from) - from);
    const auto entries = [&] {
        auto r = w.database->read();
        return core::standing_entries(store::find_pledge(r, "fjallby-2020")->log).size();
    };
    const auto before = entries();
    const auto form = "pledge=fjallby-2020&owner=m1&amount=1&key=" + key;
    const auto saved = send("/logga", browser, form);
    ASSERT_EQ(saved.status, 303);
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(header_of(send("/logga", browser, form), "Location"), header_of(saved, "Location"))
        << "sent twice, saved once";
    EXPECT_EQ(entries(), before + 1);
    const auto location = header_of(saved, "Location");
    const auto id = location.substr(location.rfind(':') + 1);
    const http::fields told{{"sparat", "fjallby-2020:" + id}};
    EXPECT_TRUE(holds(w.get("/logga", told, browser), "Sparat: 1, "));
    const auto other = browser_of(person("eva@fjallby.example", holder::officer));
    EXPECT_FALSE(holds(w.get("/logga", told, other), "Sparat"));
    EXPECT_EQ(send("/logga/angra", other, "pledge=fjallby-2020&id=" + id).status, 403) << "it is not hers";
    EXPECT_EQ(send("/logga/angra", browser, "pledge=fjallby-2020&id=" + id).status, 303);
    EXPECT_EQ(send("/logga/angra", browser, "pledge=fjallby-2020&id=" + id).status, 303) << "again: nothing more";
    EXPECT_EQ(entries(), before);
    EXPECT_TRUE(holds(w.get("/logga", told, browser), "Ångrat: 1, "));
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
    EXPECT_EQ(store::find_pledge(r, "fjallby-2020")->log.back().by.rfind("konto ", 0), 0U) << "a number, no address";
}

TEST_F(accounts, what_was_typed_stays_until_it_can_be_saved) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::officer));
    const auto form = [&](std::string_view amount, std::string_view more) {
        return send("/logga", browser,
                    fmt::format("pledge=fjallby-2020&owner=m1&key=k1&amount={}&place=torget&{}", amount, more));
    };
    for (const auto* more : {"on=2022-03-02", "on=i+g%C3%A5r", "hours=tv%C3%A5", "note=19811218-9876", "reading=x"}) {
        const auto again = form("3", more);
        EXPECT_EQ(again.status, 422) << more;
        EXPECT_TRUE(holds(again, "value=\"torget\"") && holds(again, "value=\"k1\"") && holds(again, "role=\"alert\""))
            << more;
    }
    EXPECT_EQ(form("hej", "on=2022-02-28").status, 422);
    const auto asks = form("3", "on=2022-02-28&note=Ring+Eva+Lindgren");
    EXPECT_EQ(asks.status, 422);
    EXPECT_TRUE(holds(asks, "name=\"confirmed\""));
    EXPECT_EQ(form("3", "on=2022-02-28&note=Ring+Eva+Lindgren&confirmed=ja").status, 303);
    const auto changed = form("4", "on=2022-02-28");
    EXPECT_EQ(changed.status, 422) << "the key was used for three: nothing is lost in silence";
    EXPECT_TRUE(holds(changed, "value=\"4\"") && !holds(changed, "value=\"k1\""));
    EXPECT_EQ(send("/logga", browser, "pledge=utkast-2021&owner=m1&amount=1").status, 403);
    EXPECT_EQ(send("/logga", browser, "pledge=finns-inte&owner=m1&amount=1").status, 403);
    EXPECT_EQ(send("/logga", browser, "pledge=fjallby-2020&owner=m99&amount=1").status, 422);
}

TEST_F(accounts, a_party_is_tied_to_the_organisation_that_it_is) {
    const auto officer = browser_of(person("bo@polisen.example", holder::officer, false, police));
    const auto admin = browser_of(person("chef@fjallby.example", holder::administrator, true));
    const auto path = fmt::format("/konto/organisation/{}", police.value);
    EXPECT_TRUE(holds(w.get("/logga", {}, officer), "Det finns inget löfte"));
    EXPECT_TRUE(holds(w.get(path, {}, admin), "<option value=\"fjallby-2020/Polisen\">"));
    EXPECT_EQ(send(path + "/lofte", admin, "pledge=fjallby-2020%2FPolisen").status, 303);
    EXPECT_TRUE(holds(w.get("/logga", {}, officer), "lofte-fjallby-2020"));
    EXPECT_EQ(send("/logga", officer, "pledge=fjallby-2020&owner=m1&amount=1&key=a").status, 303);
    EXPECT_EQ(send(path + "/lofte/av", admin, "pledge=fjallby-2020&party=Polisen").status, 303);
    EXPECT_EQ(send("/logga", officer, "pledge=fjallby-2020&owner=m1&amount=1&key=b").status, 403);
    EXPECT_EQ(send(path + "/lofte", admin, "pledge=fjallby-2020").status, 303) << "half an answer ties nothing";
}

TEST_F(accounts, a_used_first_link_opens_nothing_ever_again) {
    std::string link;
    write([&](db::transaction& t) { link = "/konto/borja/" + store::make_first_link(t); });
    const auto form =
        fmt::format("organisation=Fj%C3%A4llby+kommun&mail=anna%40fjallby.example&function=x&password={}", right_sent);
    ASSERT_EQ(w.post(link, form).status, 303);
    core::account anna;
    {
        auto r = w.database->read();
        anna = *store::find_account(r, "anna@fjallby.example");
    }
    write([&](db::transaction& t) { store::reset_password(t, anna, "x", w.clock.now()); });
    EXPECT_EQ(w.get(link).status, 410) << "a forgotten password is no lack of an administrator";
    write([&](db::transaction& t) { store::close_account(t, anna.id, "x"); });
    EXPECT_EQ(w.get(link).status, 410);
    EXPECT_EQ(w.post(link, form).status, 410);
    // A new link makes nobody out of an account that is somebody's.
    person("bo@fjallby.example", holder::coordinator);
    write([&](db::transaction& t) { link = "/konto/borja/" + store::make_first_link(t); });
    EXPECT_EQ(w.post(link, fmt::format("organisation=x+y&mail=bo%40fjallby.example&function=x&password={}", right_sent))
                  .status,
              422);
}

TEST_F(accounts, an_invitation_is_no_way_into_an_account_that_there_is) {
    const auto hers = person("anna@fjallby.example", holder::coordinator);
    std::string planted, after, reset;
    write([&](db::transaction& t) {
        planted = "/konto/inbjudan/" +
                  store::add_invitation(t, police, holder::reader, "anna@fjallby.example", "konto 9", w.clock.now());
        reset = "/konto/inbjudan/" + *store::reset_password(t, *store::find_account(t, hers), "x", w.clock.now());
        after = "/konto/inbjudan/" +
                store::add_invitation(t, police, holder::reader, "anna@fjallby.example", "konto 9", w.clock.now());
    });
    const auto form = "function=x&password=ett+annat+l%C3%A5ngt+ord";
    EXPECT_EQ(w.post(planted, form).status, 410) << "a new password takes back what was open";
    EXPECT_EQ(w.post(after, form).status, 422) << "what comes after wants a sign-in";
    EXPECT_EQ(w.post(reset, form).status, 303);
    auto r = w.database->read();
    EXPECT_EQ(store::memberships_of(r, hers).size(), 1U);
}

TEST_F(accounts, what_somebody_may_no_longer_do_comes_back_by_no_link) {
    const auto anna = person("anna@fjallby.example", holder::coordinator);
    std::string to_her, of_hers;
    write([&](db::transaction& t) {
        to_her = "/konto/inbjudan/" + store::add_invitation(t, municipality, holder::coordinator,
                                                            "anna@fjallby.example", "x", w.clock.now());
        of_hers =
            "/konto/inbjudan/" + store::add_invitation(t, municipality, holder::coordinator, "vän@fjallby.example",
                                                       core::holder_of(anna), w.clock.now());
    });
    EXPECT_EQ(w.get(of_hers).status, 200);
    write([&](db::transaction& t) { store::end_membership(t, anna, municipality, holder::coordinator, "x"); });
    EXPECT_EQ(w.get(to_her).status, 410);
    EXPECT_EQ(w.get(of_hers).status, 410);
}

TEST_F(accounts, a_second_factor_ends_what_a_password_alone_had_opened) {
    const auto id = person("anna@fjallby.example", holder::administrator);
    const auto here = browser_of(id), there = browser_of(id);
    write([&](db::transaction& t) { store::lay_up_second_factor(t, id, secret); });
    EXPECT_EQ(send("/konto/tva-steg", here, "code=" + code_now()).status, 200);
    EXPECT_EQ(w.get("/konto/organisationer", {}, here).status, 200);
    EXPECT_EQ(w.get("/konto/organisationer", {}, there).status, 303);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(send("/konto/nya-koder", here, "code=000000").status, 422);
    write([&](db::transaction& t) { t.on().script("update account set code_step = 0"); });
    EXPECT_EQ(send("/konto/nya-koder", here, "code=" + code_now()).status, 422) << "not at leisure";
}

TEST_F(accounts, letters_that_hide_are_refused) {
    const auto admin = browser_of(person("chef@fjallby.example", holder::administrator, true));
    for (const auto* name : {"a%1B%5B31m+kommun", "%E2%80%AEkommun+x", "a%0Ab"})
        EXPECT_EQ(send("/konto/organisationer", admin, fmt::format("kind=other&name={}", name)).status, 422) << name;
    EXPECT_EQ(w.post("/konto/organisationer", "name=a%00b&nyckel=" + key_of(admin), admin).status, 400);
    for (const auto* mail : {"a%E2%80%AEb%40c.example", "a%C2%A0b%40c.example"})
        EXPECT_EQ(send(fmt::format("/konto/organisation/{}/inbjudan", municipality.value), admin,
                       fmt::format("mail={}&role=reader", mail))
                      .status,
                  422);
}

TEST_F(accounts, a_name_that_many_have_ties_nothing_by_itself) {
    core::organisation_id all_police;
    write(
        [&](db::transaction& t) { all_police = store::add_organisation(t, core::organisation_named("Polisen"), "x"); });
    const auto officer = browser_of(person("bo@polisen.example", holder::officer, false, all_police));
    EXPECT_EQ(send("/logga", officer, "pledge=fjallby-2020&owner=m1&amount=1").status, 403);
}

TEST_F(accounts, what_is_typed_is_shown_as_text) {
    constexpr std::string_view sent = "%22%3E%3Cb%3E%27%3B+drop+table+account%3B--";
    std::string link;
    write([&](db::transaction& t) { link = "/konto/borja/" + store::make_first_link(t); });
    const auto admin = browser_of(person("a@fjallby.example", holder::coordinator));
    const auto own = fmt::format("/konto/organisation/{}", municipality.value);
    const std::array pages{
        w.post("/konto/logga-in", fmt::format("mail={0}&password={0}&till={0}", sent)),
        w.post(link, fmt::format("organisation={0}&mail={0}&function={0}&password={0}", sent)),
        send(own + "/inbjudan", admin, fmt::format("mail={0}&role={0}", sent)),
        w.get("/konto/logga-in", {{"till", "\"><b>"}}),
    };
    for (const auto& p : pages) {
        EXPECT_FALSE(holds(p, "<b>"));
        EXPECT_TRUE(holds(p, "&quot;&gt;&lt;b&gt;"));
    }
    // And where it is stored.
    ASSERT_EQ(
        w.post(link, fmt::format("organisation={0}&mail=b%40c.example&function={0}&password={1}", sent, right_sent))
            .status,
        303);
    const auto chief = browser_of(person("c@fjallby.example", holder::administrator, true));
    const auto house = w.get("/konto/organisationer", {}, chief);
    EXPECT_FALSE(holds(house, "<b>"));
    EXPECT_TRUE(holds(house, "drop table account;--"));
}

TEST_F(accounts, pages_of_one_are_never_kept_for_another) {
    const auto browser = browser_of(person("anna@fjallby.example"));
    EXPECT_TRUE(holds(w.get("/konto", {}, browser), "anna@fjallby.example"));
    auto asked = site_world::asking("/konto", {}, browser);
    EXPECT_EQ(web::quick_answer(w.site, asked), nullptr);
    EXPECT_EQ(w.get("/konto").status, 303);
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", "__Host-lofte=" + std::string(64, 'a')}}).status, 303);
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", "lofte=" + browser[0].second.substr(13)}}).status, 303)
        << "with TLS only the cookie that no other host can set";
}

TEST_F(accounts, rights_are_shown_to_anybody_as_the_program_asks_them) {
    const auto page = w.get("/om/rattigheter");
    EXPECT_EQ(page.status, 200);
    const auto html = body(page);
    std::size_t granted = 0, shown = 0;
    for (const auto who : core::all_holders)
        for (const auto what : core::all_acts)
            granted += core::may(who, what);
    for (auto at = html.find("<td>ja</td>"); at != html.npos; at = html.find("<td>ja</td>", at + 1))
        ++shown;
    EXPECT_EQ(shown, granted);
}

} // namespace
