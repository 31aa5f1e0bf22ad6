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

} // namespace
