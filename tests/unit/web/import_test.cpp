#include "people_world.hpp"

#include "core/log.hpp"
#include "store/audit.hpp"

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
    EXPECT_EQ(entries(), before);
    EXPECT_EQ(send("/logga/fil", bo, form + "&steg=goda").status, 303);
    EXPECT_EQ(entries(), before + 2);
    EXPECT_EQ(send("/logga/fil", bo, "pledge=fjallby-2020&table=hej&steg=visa").status, 422);
    EXPECT_EQ(send("/logga/fil", bo, fmt::format("pledge=utkast-2021&{}&steg=alla", good)).status, 403);
}

} // namespace
