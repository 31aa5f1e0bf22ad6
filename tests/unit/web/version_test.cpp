#include "site_world.hpp"

namespace {

class versions : public ::testing::Test {
  protected:
    site_world w;

    void SetUp() override {
        w.database->write([&](db::transaction& t) {
            const auto file = store::find_pledge(t, "fjallby-2020").value();
            auto to = file.document;
            to.plan[0].what = "Kontrollera farten <b> vid skolan";
            store::replace_document(t, file.id, file.document, to);
            store::publish(t, file.id, {{"Fjällby kommun", "Kommunchef", base::make_date(2022, 2, 1)}});
        });
    }
};

TEST_F(versions, are_listed_with_who_approved_them_and_when) {
    const auto r = w.get("/fjallby-2020/versioner");
    EXPECT_EQ(r.status, 200);
    EXPECT_TRUE(holds(r, "href=\"/fjallby-2020/version/2\""));
    EXPECT_TRUE(holds(r, "href=\"/fjallby-2020/version/1\""));
    EXPECT_TRUE(holds(r, "Kommunchef"));
    EXPECT_TRUE(holds(w.get("/fjallby-2020"), "href=\"/fjallby-2020/versioner\""));
}

TEST_F(versions, are_shown_as_they_were_with_what_changed) {
    const auto now = w.get("/fjallby-2020/version/2");
    EXPECT_EQ(now.status, 200);
    EXPECT_TRUE(holds(now, "<ins>farten &lt;b&gt; vid skolan</ins>")) << body(now);
    EXPECT_FALSE(holds(now, "gäller inte längre"));
    const auto before = w.get("/fjallby-2020/version/1");
    EXPECT_EQ(before.status, 200);
    EXPECT_TRUE(holds(before, "Kontrollera fart och nykterhet på vägarna genom byn"));
    EXPECT_FALSE(holds(before, "farten &lt;b"));
    EXPECT_TRUE(holds(before, "gäller inte längre"));
    ASSERT_TRUE(before.page);
    EXPECT_FALSE(before.page->etag.empty());
}

TEST_F(versions, that_were_not_shown_are_not_there) {
    for (const auto* path :
         {"/fjallby-2020/version/3", "/fjallby-2020/version/0", "/fjallby-2020/version/-1", "/fjallby-2020/version/01",
          "/fjallby-2020/version/1x", "/fjallby-2020/version/99999999999", "/utkast-2021/versioner",
          "/utkast-2021/version/1", "/finns-inte/versioner"})
        EXPECT_EQ(w.get(path).status, 404) << path;
}

TEST_F(versions, are_rendered_anew_when_one_more_is_shown) {
    EXPECT_FALSE(holds(w.get("/fjallby-2020/versioner"), "/version/3"));
    w.database->write([&](db::transaction& t) {
        const auto file = store::find_pledge(t, "fjallby-2020").value();
        auto to = file.document;
        to.title = "Ny rubrik";
        store::replace_document(t, file.id, file.document, to);
        store::publish(t, file.id, {{"Fjällby kommun", "Kommunchef", base::make_date(2022, 2, 20)}});
    });
    w.pages.drop("fjallby-2020");
    EXPECT_TRUE(holds(w.get("/fjallby-2020/versioner"), "/version/3"));
}

} // namespace
