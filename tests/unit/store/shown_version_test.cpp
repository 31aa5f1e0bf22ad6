#include "fixture.hpp"

#include "store/shown_version.hpp"

namespace {

class shown_versions : public in_store {
  protected:
    std::string all(std::int64_t pledge) {
        auto r = database->read();
        std::string out;
        for (const auto& v : store::shown_versions(r, pledge)) {
            out += std::to_string(v.number) + " " + base::to_iso(v.from);
            for (const auto& a : v.approvals)
                out += " " + a.party;
            out += "; ";
        }
        return out;
    }
    void change(std::int64_t pledge, const std::string& slug, const std::string& title) {
        auto to = find(slug).document;
        const auto from = to;
        to.title = title;
        database->write([&](db::transaction& t) { store::replace_document(t, pledge, from, to); });
    }
    void publish(std::int64_t pledge, std::vector<core::approval> by) {
        database->write([&](db::transaction& t) { store::publish(t, pledge, by); });
    }
};

TEST_P(shown_versions, are_those_that_were_approved_and_the_one_in_force) {
    const auto file = add(a_pledge());
    const auto approved_on = [](int year) { return base::make_date(year, 1, 10); };
    change(file.id, file.slug, "Svarad fråga");
    publish(file.id, {{"Ängelås kommun", "Kommunchef", approved_on(2024)}, {"Polisen", "Chef", approved_on(2023)}});
    change(file.id, file.slug, "En till");
    change(file.id, file.slug, "Reviderad");
    publish(file.id, {{"Ängelås kommun", "Kommunchef", approved_on(2025)}});
    EXPECT_EQ(all(file.id), "4 2025-01-10 Ängelås kommun; 2 2024-01-10 Ängelås kommun Polisen; ");
}

TEST_P(shown_versions, hold_the_one_in_force_though_nobody_approved_it) {
    const auto file = add(a_pledge());
    publish(file.id, {{"Ängelås kommun", "Kommunchef", base::make_date(2024, 1, 10)}});
    change(file.id, file.slug, "Svarad fråga");
    const auto text = all(file.id);
    EXPECT_TRUE(text.starts_with("2 ")) << text;
    EXPECT_TRUE(text.ends_with("; 1 2024-01-10 Ängelås kommun; ")) << text;
}

ON_BOTH_ENGINES(shown_versions);

} // namespace
