#include "fake_provider.hpp"
#include "people_world.hpp"

#include "core/rights.hpp"
#include "store/digest.hpp"
#include "store/place.hpp"
#include "store/session.hpp"

#include <map>
#include <string>

namespace {

using core::holder;
using rights = people_world;

// What each route of /konto wants: nothing, somebody who is signed in, or a right; and what it answers them.
TEST_F(rights, every_route_is_open_to_those_of_the_table_alone) {
    const support::fake_provider provider;
    w.providers = oidc::relying_parties{{provider.as_configured()}};
    enum class wants {
        nobody,
        somebody,
        logger,
        log_reader,
        events_reader,
        link_maker,
        app_logger,
        a_secret,
        organisations_manager,
        house_manager,
        reader,
        explainer,
        assigner,
        answerer,
        mender,
        place_keeper,
        any_logger
    };
    const std::string own = fmt::format("/konto/organisation/{}", municipality.value);
    const std::string places = "/logga/platser/fjallby-2020";
    std::string logged; // by no account
    write([&](db::transaction& t) {
        const auto file = store::find_pledge(t, "fjallby-2020");
        logged = file->log.front().id;
        store::add_place(t, file->id, {.name = "Torget", .area = "Centrum"}, "x");
    });
    struct route {
        wants what;
        std::string path;
    };
    const std::map<std::string, route> table{
        {"POST /api/v1/read", {wants::nobody, "/api/v1/read"}},
        {"GET /konto/logga-in", {wants::nobody, "/konto/logga-in"}},
        {"POST /konto/logga-in", {wants::nobody, "/konto/logga-in"}},
        {"GET /konto/kod", {wants::nobody, "/konto/kod"}},
        {"POST /konto/kod", {wants::nobody, "/konto/kod"}},
        {"GET /konto/borja/{secret}", {wants::nobody, "/konto/borja/x"}},
        {"POST /konto/borja/{secret}", {wants::nobody, "/konto/borja/x"}},
        {"GET /konto/inbjudan/{secret}", {wants::nobody, "/konto/inbjudan/x"}},
        {"POST /konto/inbjudan/{secret}", {wants::nobody, "/konto/inbjudan/x"}},
        {"GET /konto/glomt", {wants::nobody, "/konto/glomt"}},
        {"POST /konto/glomt", {wants::nobody, "/konto/glomt"}},
        {"GET /konto/avanmal/{secret}", {wants::nobody, "/konto/avanmal/x"}},
        {"POST /konto/avanmal/{secret}", {wants::nobody, "/konto/avanmal/x"}},
        {"GET /konto/oidc/{provider}", {wants::nobody, "/konto/oidc/fjallby"}},
        {"GET /konto/oidc/{provider}/svar", {wants::nobody, "/konto/oidc/fjallby/svar"}},
        {"POST /konto/oidc/av", {wants::somebody, "/konto/oidc/av"}},
        {"GET /konto", {wants::somebody, "/konto"}},
        {"POST /konto/e-post", {wants::somebody, "/konto/e-post"}},
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
        {"POST /logga/flera/angra", {wants::logger, "/logga/flera/angra"}},
        {"POST /logga/angra", {wants::logger, "/logga/angra"}},
        {"GET /logga/flera", {wants::logger, "/logga/flera"}},
        {"POST /logga/flera", {wants::logger, "/logga/flera"}},
        {"GET /logga/fil", {wants::logger, "/logga/fil"}},
        {"POST /logga/fil", {wants::logger, "/logga/fil"}},
        {"GET /logga/loggat", {wants::log_reader, "/logga/loggat"}},
        {"GET /logga/ratta/{slug}/{id}", {wants::mender, "/logga/ratta/fjallby-2020/" + logged}},
        {"POST /logga/ratta/{slug}/{id}", {wants::mender, "/logga/ratta/fjallby-2020/" + logged}},
        {"POST /logga/stryk/{slug}/{id}", {wants::mender, "/logga/stryk/fjallby-2020/" + logged}},
        {"GET /logga/platser", {wants::place_keeper, "/logga/platser"}},
        {"GET /logga/platser/{slug}", {wants::place_keeper, places}},
        {"POST /logga/platser/{slug}", {wants::place_keeper, places}},
        {"POST /logga/platser/{slug}/andra", {wants::place_keeper, places + "/andra"}},
        {"POST /logga/platser/{slug}/bort", {wants::place_keeper, places + "/bort"}},
        {"POST /logga/platser/{slug}/ater", {wants::place_keeper, places + "/ater"}},
        {"GET /tavla/dagar", {wants::place_keeper, "/tavla/dagar"}},
        {"GET /tavla/dagar/{slug}", {wants::place_keeper, "/tavla/dagar/fjallby-2020"}},
        {"POST /tavla/dagar/{slug}", {wants::place_keeper, "/tavla/dagar/fjallby-2020"}},
        {"POST /tavla/dagar/{slug}/bort", {wants::place_keeper, "/tavla/dagar/fjallby-2020/bort"}},
        {"POST /tavla/dagar/{slug}/terminer", {wants::place_keeper, "/tavla/dagar/fjallby-2020/terminer"}},
        {"POST /logga/platser/{slug}/synligt", {wants::place_keeper, places + "/synligt"}},
        {"GET /logga/lank/{secret}", {wants::a_secret, "/logga/lank/x"}},
        {"POST /logga/lank/{secret}", {wants::a_secret, "/logga/lank/x"}},
        {"POST /logga/lank/{secret}/angra", {wants::a_secret, "/logga/lank/x/angra"}},
        {"GET /logga/lank/{secret}/nyckel", {wants::a_secret, "/logga/lank/x/nyckel"}},
        {"POST /logga/lank/{secret}/skicka", {wants::a_secret, "/logga/lank/x/skicka"}},
        {"GET /logga/lank/{secret}/app.webmanifest", {wants::a_secret, "/logga/lank/x/app.webmanifest"}},
        {"GET /logga/app.webmanifest", {wants::nobody, "/logga/app.webmanifest"}},
        {"GET /logga/service-worker.js", {wants::nobody, "/logga/service-worker.js"}},
        {"GET /logga/utan-nat", {wants::nobody, "/logga/utan-nat"}},
        {"GET /logga/ut", {wants::nobody, "/logga/ut"}},
        {"GET /logga/nyckel", {wants::app_logger, "/logga/nyckel"}},
        {"POST /logga/skicka", {wants::app_logger, "/logga/skicka"}},
        {"GET /logga/lankar", {wants::link_maker, "/logga/lankar"}},
        {"POST /logga/lankar", {wants::link_maker, "/logga/lankar"}},
        {"POST /logga/lankar/av", {wants::link_maker, "/logga/lankar/av"}},
        {"GET /tavla", {wants::reader, "/tavla"}},
        {"GET /tavla/uppgifter", {wants::reader, "/tavla/uppgifter"}},
        {"POST /tavla/uppgifter", {wants::assigner, "/tavla/uppgifter"}},
        {"POST /tavla/uppgifter/klar", {wants::assigner, "/tavla/uppgifter/klar"}},
        {"POST /tavla/uppgifter/regler", {wants::assigner, "/tavla/uppgifter/regler"}},
        {"POST /tavla/uppgifter/lag", {wants::assigner, "/tavla/uppgifter/lag"}},
        {"POST /tavla/kalender", {wants::reader, "/tavla/kalender"}},
        {"POST /tavla/kalender/av", {wants::reader, "/tavla/kalender/av"}},
        {"GET /tavla/kalender/{secret}.ics", {wants::a_secret, "/tavla/kalender/x.ics"}},
        {"GET /tavla/skal/{slug}/{id}", {wants::explainer, "/tavla/skal/fjallby-2020/m1"}},
        {"POST /tavla/skal/{slug}/{id}", {wants::explainer, "/tavla/skal/fjallby-2020/m1"}},
        {"POST /fraga", {wants::a_secret, "/fraga"}},
        {"GET /fraga/{code}", {wants::a_secret, "/fraga/x"}},
        {"POST /fraga/{code}", {wants::a_secret, "/fraga/x"}},
        {"GET /fraga", {wants::nobody, "/fraga"}},
        {"GET /{slug}/fraga", {wants::nobody, "/fjallby-2020/fraga"}},
        {"POST /{slug}/fraga", {wants::nobody, "/fjallby-2020/fraga"}},
        {"GET /granska", {wants::answerer, "/granska"}},
        {"GET /konto/organisation/{id}", {wants::organisations_manager, own}},
        {"POST /konto/organisation/{id}/inbjudan", {wants::organisations_manager, own + "/inbjudan"}},
        {"POST /konto/organisation/{id}/inbjudan/av", {wants::organisations_manager, own + "/inbjudan/av"}},
        {"POST /konto/organisation/{id}/medlem", {wants::organisations_manager, own + "/medlem"}},
        {"POST /konto/organisation/{id}/roll", {wants::organisations_manager, own + "/roll"}},
        {"POST /konto/organisation/{id}/lofte", {wants::house_manager, own + "/lofte"}},
        {"POST /konto/organisation/{id}/lofte/av", {wants::house_manager, own + "/lofte/av"}},
        {"POST /konto/organisation/{id}/nytt-losenord", {wants::house_manager, own + "/nytt-losenord"}},
        {"GET /konto/organisationer", {wants::house_manager, "/konto/organisationer"}},
        {"POST /konto/organisationer", {wants::house_manager, "/konto/organisationer"}},
        {"GET /konto/allt", {wants::somebody, "/konto/allt"}},
        {"POST /admin/halsa/jobb", {wants::house_manager, "/admin/halsa/jobb"}},
        {"GET /admin/gallring", {wants::house_manager, "/admin/gallring"}},
        {"POST /admin/gallring", {wants::house_manager, "/admin/gallring"}},
        {"POST /admin/gallring/tider", {wants::house_manager, "/admin/gallring/tider"}},
        {"GET /admin/handelser", {wants::events_reader, "/admin/handelser"}},
        {"GET /admin/handelser.csv", {wants::events_reader, "/admin/handelser.csv"}},
    };
    for (const auto& r : w.router.list())
        EXPECT_TRUE((r.find(" /konto") == r.npos && r.find(" /logga") == r.npos && r.find(" /tavla") == r.npos &&
                     r.find(" /admin") == r.npos) ||
                    table.contains(r))
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
            const std::string to_log = "pledge=fjallby-2020&owner=m1&amount=1&id=x&key=" + store::new_uuid() +
                                       "&holder=konto+" + std::to_string(id.value);
            const std::map<wants, std::string> forms{
                {wants::logger, to_log},
                {wants::app_logger, to_log},
                {wants::assigner, fmt::format("pledge=fjallby-2020&years=2&organisation={}", municipality.value)},
                {wants::mender, "amount=1&on=2021-01-12&note=19811218-9876"}, // is refused, so that the entry stands
                {wants::place_keeper, "number=1&name=Torget&area=Centrum"},
            };
            const auto found = forms.find(route.what);
            const std::string form = found == forms.end() ? "a=b" : found->second;
            const auto answer =
                pattern.starts_with("GET") ? w.get(route.path, {}, browser) : send(route.path, browser, form);
            const auto status = answer.status;
            const bool logs = counts && core::may(*person_of.role, core::act::add_entry);
            const bool led_away = status == 303;
            // Whoever lacks the second factor that the role wants is led to where it is set up.
            const bool to_code = header_of(answer, "Location") == "/konto/tva-steg" && route.what != wants::somebody;
            const bool denied = status == 403 || status == 404 || to_code;
            EXPECT_LT(status, 500) << at;
            if (route.what == wants::a_secret) {
                EXPECT_TRUE(denied || status == 429) << at << ": no role stands for the secret: " << status;
            } else if (route.what == wants::nobody) {
                EXPECT_FALSE(denied) << at << ": " << status;
            } else if (route.what == wants::app_logger && visitor) {
                EXPECT_EQ(status, 401) << at;
            } else if (visitor) {
                EXPECT_TRUE(led_away) << at << ": " << status;
            } else if (route.what == wants::somebody) {
                EXPECT_FALSE(denied) << at << ": " << status;
            } else if (route.what == wants::events_reader) {
                EXPECT_EQ(denied, !(counts && core::may(*person_of.role, core::act::manage_members)))
                    << at << ": " << status;
            } else if (route.what == wants::link_maker) {
                const bool makes = counts && core::may(*person_of.role, core::act::manage_links);
                const bool names_other = pattern == "POST /logga/lankar"; // the form names no pledge of theirs
                EXPECT_EQ(denied, !makes || names_other) << at << ": " << status;
            } else if (route.what == wants::app_logger) {
                if (pattern == "GET /logga/nyckel")
                    EXPECT_EQ(status, logs ? 200 : 403) << at;
                else // with the right key: for the organisation's own pledges
                    EXPECT_EQ(status, logs && !person_of.other_organisation ? 200 : 403) << at;
            } else if (route.what == wants::answerer) {
                EXPECT_EQ(denied, !(counts && core::may(*person_of.role, core::act::answer_resident)))
                    << at << ": " << status;
            } else if (route.what == wants::any_logger) {
                EXPECT_EQ(denied, !logs) << at << ": " << status;
            } else if (route.what == wants::mender) {
                const bool mends =
                    logs && !person_of.other_organisation && core::may(*person_of.role, core::act::read_whole_log);
                EXPECT_EQ(denied, !mends) << at << ": " << status;
            } else if (route.what == wants::place_keeper) {
                const bool keeps = counts && core::may(*person_of.role, core::act::change_settings);
                const bool leads_on =
                    pattern == "GET /logga/platser" || pattern == "GET /tavla/dagar"; // to a list of one's own, if any
                EXPECT_EQ(denied, !keeps || (person_of.other_organisation && !leads_on)) << at << ": " << status;
            } else if (route.what == wants::logger) {
                EXPECT_EQ(denied, !logs || (pattern.starts_with("POST") && person_of.other_organisation))
                    << at << ": " << status;
            } else if (route.what == wants::log_reader) {
                EXPECT_EQ(denied, !(counts && core::may(*person_of.role, core::act::read_log))) << at << ": " << status;
            } else if (route.what == wants::reader) {
                EXPECT_EQ(denied, !(counts && core::may(*person_of.role, core::act::see_internal)))
                    << at << ": " << status;
            } else if (route.what == wants::assigner) {
                const bool assigns = counts && core::may(*person_of.role, core::act::change_settings);
                EXPECT_EQ(denied, !assigns || person_of.other_organisation) << at << ": " << status;
            } else if (route.what == wants::explainer) {
                const bool explains = counts && core::may(*person_of.role, core::act::give_reason);
                EXPECT_EQ(denied, !explains || person_of.other_organisation) << at << ": " << status;
            } else {
                EXPECT_EQ(denied, !(route.what == wants::house_manager ? house : manager)) << at << ": " << status;
            }
        }
    }
}

TEST_F(rights, no_form_is_taken_from_another_site_or_without_its_key) {
    const auto browser = browser_of(person("a@fjallby.example", holder::administrator, true));
    for (const auto& r : w.router.list()) {
        if (!r.starts_with("POST /konto") && !r.starts_with("POST /admin")) continue;
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
                                  path.find("borja") != path.npos || path.find("inbjudan/{") != path.npos ||
                                  path.find("glomt") != path.npos || path.find("avanmal") != path.npos;
        if (needs_nobody) continue;
        EXPECT_EQ(w.post(path, "a=b", browser).status, 403) << r;
        EXPECT_EQ(w.post(path, "nyckel=" + std::string(64, '0'), browser).status, 403) << r;
        EXPECT_EQ(
            w.post(path, "nyckel=" + key_of(browser_of(person(store::new_uuid() + "@x.example"))), browser).status, 403)
            << r << " with the key of another session";
    }
    EXPECT_EQ(w.get("/konto", {}, browser).status, 200) << "still signed in";
}

TEST_F(rights, rights_are_shown_to_anybody_as_the_program_asks_them) {
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

std::vector<std::string> ways_of(const http::response& page) {
    const auto html = body(page);
    std::vector<std::string> all;
    constexpr std::string_view before = "href=\"/";
    for (auto at = html.find(before); at != html.npos; at = html.find(before, at + 1)) {
        const auto from = at + before.size() - 1;
        const auto way = html.substr(from, html.find_first_of("\"#?", from) - from);
        if (!way.starts_with("/assets/")) all.push_back(way);
    }
    return all;
}

TEST_F(rights, no_page_leads_its_reader_to_one_that_is_denied) {
    for (const auto role : core::all_roles)
        for (const bool with_code : {false, true}) {
            const std::string name{core::name(role)};
            const auto browser =
                browser_of(person(fmt::format("{}{}@fjallby.example", name, with_code ? "2" : ""), role, with_code));
            std::map<std::string, std::string> from{{"/konto", "the sign-in"}};
            std::vector<std::string> to_see{"/konto"};
            while (!to_see.empty()) {
                const auto here = std::move(to_see.back());
                to_see.pop_back();
                const auto page = w.get(here, {}, browser);
                EXPECT_NE(page.status, 403) << name << " is led from " << from[here] << " to " << here;
                for (auto& way : ways_of(page))
                    if (from.try_emplace(way, here).second) to_see.push_back(std::move(way));
            }
            EXPECT_GT(from.size(), 8U) << name;
        }
}

TEST_F(rights, an_administrator_without_a_second_factor_is_led_to_where_it_is_set_up) {
    const auto browser = browser_of(person("a@fjallby.example", holder::administrator));
    const auto led = w.get("/konto/organisationer", {}, browser);
    EXPECT_EQ(led.status, 303);
    EXPECT_EQ(header_of(led, "Location"), "/konto/tva-steg");
    EXPECT_TRUE(holds(w.get("/konto/tva-steg", {}, browser), "Innan dess gäller inte den rollen"));
    EXPECT_EQ(w.get("/tavla", {}, browser).status, 403) << "no code gives that right";
    EXPECT_EQ(w.get("/konto/organisationer", {}, browser_of(person("b@fjallby.example", holder::reader))).status, 403);
}

} // namespace
