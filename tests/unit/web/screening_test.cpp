#include "base/text.hpp"
#include "people_world.hpp"

namespace {

class screening : public people_world {};

// The page names all that the script needs, so that the browser can say it without asking anybody.
TEST_F(screening, is_done_in_the_browser_with_the_lists_of_the_server) {
    const auto bo = browser_of(person("bo@fjallby.example", core::holder::reporter));
    const auto page = w.get("/logga", {}, bo).body;
    EXPECT_NE(page.find(" data-screened>"), std::string::npos);
    EXPECT_NE(page.find("data-person_name=\"{text} kan vara ett namn"), std::string::npos);
    const std::string_view named = "data-lists=\"";
    const auto from = page.find(named);
    ASSERT_NE(from, std::string::npos);
    const auto begin = from + named.size();
    const auto addresses = page.substr(begin, page.find('"', begin) - begin);
    std::string lists;
    for (const auto address : base::split(std::string_view{addresses}, ' ')) {
        const auto file = w.get(std::string{address});
        EXPECT_EQ(file.status, 200) << address;
        lists += body(file);
    }
    for (const auto* line : {"\nAnna\n", "\nnorsjö\n", "\nending\tgatan\n", "\npublic\t1177\n"})
        EXPECT_NE(lists.find(line), std::string::npos) << line;
}

// A script that the page's own policy blocks is as if it were not there.
TEST_F(screening, has_its_script_on_every_page_that_asks_for_it) {
    const auto anna = browser_of(person("anna@fjallby.example", core::holder::coordinator));
    const auto saved = send("/logga", anna, "pledge=fjallby-2020&owner=m1&amount=3&on=2022-02-01&key=k");
    const auto location = header_of(saved, "Location");
    const auto entry = "fjallby-2020/" + location.substr(location.rfind(':') + 1);
    const auto runs = [](const http::response& r) {
        return holds(r, "<script src=\"/assets/screen-") &&
               header_of(r, "Content-Security-Policy").find("script-src 'self'") != std::string::npos;
    };
    for (const auto& path : {std::string{"/logga"}, std::string{"/logga/flera"}, std::string{"/tavla/uppgifter"},
                             std::string{"/tavla/skal/fjallby-2020/m1"}, "/logga/ratta/" + entry})
        EXPECT_TRUE(runs(w.get(path, {}, anna))) << path;
    for (const auto& [path, form] :
         http::fields{{"/logga", "pledge=fjallby-2020&owner=m1&amount=&key=k2"},
                      {"/logga/ratta/" + entry, "amount=&on=x&key=k3"},
                      {"/logga/stryk/" + entry, "note=19811218-9876"},
                      {"/tavla/uppgifter", "pledge=fjallby-2020&series=m77"},
                      {"/tavla/uppgifter/klar", "pledge=fjallby-2020&duty=m77"},
                      {"/tavla/uppgifter/regler", "pledge=fjallby-2020&feedback_times=x"},
                      {"/tavla/uppgifter/lag", fmt::format("organisation={}&years=x", municipality.value)},
                      {"/tavla/kalender", "x=y"}}) {
        const auto r = send(path, anna, form);
        EXPECT_TRUE(runs(r)) << path << ' ' << r.status;
    }
}

} // namespace
