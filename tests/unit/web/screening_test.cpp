#include "people_world.hpp"

namespace {

class screening : public people_world {};

TEST_F(screening, is_told_while_something_is_written_and_leaves_no_trace) {
    const auto bo = browser_of(person("bo@fjallby.example", core::holder::reporter));
    const auto said = send("/logga/granska-text", bo, "text=Ring+Eva+Lindgren+070-123+45+67");
    EXPECT_EQ(said.status, 200);
    EXPECT_EQ(header_of(said, "Cache-Control"), "no-store");
    EXPECT_TRUE(holds(said, "\"kind\":\"person_name\"") && holds(said, "\"kind\":\"telephone\""));
    EXPECT_TRUE(holds(said, "Eva Lindgren kan vara ett namn"));
    EXPECT_TRUE(holds(send("/logga/granska-text", bo, "text=Torget+112"), "{\"findings\":[]}"));
    EXPECT_TRUE(holds(send("/logga/granska-text", bo, "x=y"), "{\"findings\":[]}"));
    EXPECT_EQ(w.post("/logga/granska-text", "text=a&nyckel=" + std::string(64, '0'), bo).status, 403);
    const auto page = w.get("/logga", {}, bo);
    EXPECT_TRUE(holds(page, "data-screened=\"/logga/granska-text\"") && holds(page, "/assets/screen-"));
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
    for (const auto& path :
         {std::string{"/logga"}, std::string{"/logga/flera"}, std::string{"/tavla/uppgifter"}, "/logga/ratta/" + entry})
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
