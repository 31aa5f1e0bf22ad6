#include "store/pledge_cache.hpp"

#include "fixture.hpp"

#include "db/statement.hpp"
#include "store/log.hpp"
#include "store/pledge.hpp"

namespace {

std::shared_ptr<const reading::document> titled(std::string title) {
    reading::document d;
    d.title = std::move(title);
    return std::make_shared<const reading::document>(std::move(d));
}

TEST(last_used, holds_those_asked_for_last) {
    store::last_used<reading::document> cache{2};
    cache.keep("a", titled("A")), cache.keep("b", titled("B"));
    cache.find("a");
    cache.keep("c", titled("C"));

    ASSERT_TRUE(cache.find("a"));
    EXPECT_EQ(cache.find("a")->title, "A");
    EXPECT_FALSE(cache.find("b"));
    EXPECT_TRUE(cache.find("c"));
}

TEST(last_used, holds_no_more_than_its_weight) {
    store::last_used<reading::document> cache{10};
    cache.keep("a", titled("A"), 4), cache.keep("b", titled("B"), 4), cache.keep("c", titled("C"), 4);
    EXPECT_FALSE(cache.find("a"));
    EXPECT_TRUE(cache.find("b"));

    cache.keep("b", titled("B again"), 6);
    ASSERT_TRUE(cache.find("b"));
    EXPECT_EQ(cache.find("b")->title, "B again");
    EXPECT_TRUE(cache.find("c"));

    cache.keep("b", titled("too heavy"), 11);
    EXPECT_FALSE(cache.find("b"));
    EXPECT_TRUE(cache.find("c"));
}

class cached_pledges : public in_store {
  protected:
    std::shared_ptr<const core::pledge_file> read() {
        auto r = database->read();
        return store::find_pledge(r, "forst", cache);
    }
    core::pledge_file add() {
        core::pledge_file file;
        file.document.title = "Först";
        database->write([&](db::transaction& t) { file.id = store::add_pledge(t, file).id; });
        return file;
    }
    store::pledge_cache cache;
};

TEST_P(cached_pledges, are_read_once_and_follow_each_change) {
    auto file = add();
    EXPECT_EQ(read(), read()) << "the same, not an equal one";
    EXPECT_EQ(read()->document.title, "Först");

    const auto original = file.document;
    file.document.title = "Sedan";
    database->write([&](db::transaction& t) { store::replace_document(t, file.id, original, file.document); });
    EXPECT_EQ(read()->document.title, "Sedan");

    core::log_entry entry;
    entry.owner = "follow_up";
    entry.said = "ja";
    entry.by = "test";
    entry.note = "En anteckning";
    database->write([&](db::transaction& t) { store::append(t, file.id, entry); });
    ASSERT_EQ(read()->log.size(), 1U);
    EXPECT_EQ(read()->log[0].note, "En anteckning");

    database->write([&](db::transaction& t) { store::erase_words(t, file.id, 1); });
    EXPECT_EQ(read()->log[0].note, "");
    database->write([&](db::transaction& t) { store::set_lede(t, file.id, "Ett inledande ord"); });
    EXPECT_EQ(read()->lede, "Ett inledande ord");
    database->write([&](db::transaction& t) { store::publish(t, file.id, {}); });
    EXPECT_EQ(read()->status, core::status::published);
    EXPECT_EQ(read(), read());
}

TEST_P(cached_pledges, that_are_not_there_are_looked_for_again) {
    EXPECT_FALSE(read());
    add();
    EXPECT_TRUE(read());
}

TEST_P(cached_pledges, read_a_version_of_the_document_once) {
    const auto file = add();
    EXPECT_EQ(read()->document.title, "Först");
    // The text may even be gone.
    database->write([&](db::transaction& t) {
        db::run(t, "update document_version set body = 'x'");
        store::set_lede(t, file.id, "Ändrat");
    });
    EXPECT_EQ(read()->lede, "Ändrat");
    EXPECT_EQ(read()->document.title, "Först");
}

ON_BOTH_ENGINES(cached_pledges);

} // namespace
