#include "store/document_cache.hpp"

#include "fixture.hpp"

#include "db/statement.hpp"
#include "store/pledge.hpp"

namespace {

std::shared_ptr<const reading::document> titled(std::string title) {
    reading::document d;
    d.title = std::move(title);
    return std::make_shared<const reading::document>(std::move(d));
}

TEST(document_cache, holds_those_asked_for_last) {
    store::document_cache cache{2};
    cache.keep("a", titled("A")), cache.keep("b", titled("B"));
    cache.find("a");
    cache.keep("c", titled("C"));

    ASSERT_TRUE(cache.find("a"));
    EXPECT_EQ(cache.find("a")->title, "A");
    EXPECT_FALSE(cache.find("b"));
    EXPECT_TRUE(cache.find("c"));
}

class cached_documents : public in_store {};

TEST_P(cached_documents, are_read_once_and_follow_each_new_version) {
    core::pledge_file file;
    file.document.title = "Först";
    std::int64_t id = 0;
    database->write([&](db::transaction& t) { id = store::add_pledge(t, file).id; });
    store::document_cache cache;
    const auto title = [&] {
        auto r = database->read();
        return store::find_pledge(r, "forst", &cache)->document.title;
    };
    EXPECT_EQ(title(), "Först");

    const auto original = file.document;
    file.document.title = "Sedan";
    database->write([&](db::transaction& t) { store::replace_document(t, id, original, file.document); });
    EXPECT_EQ(title(), "Sedan");

    // What was read once is not read again: the text may even be gone.
    database->write([&](db::transaction& t) { db::run(t, "update document_version set body = 'x'"); });
    EXPECT_EQ(title(), "Sedan");
}

ON_BOTH_ENGINES(cached_documents);

} // namespace
