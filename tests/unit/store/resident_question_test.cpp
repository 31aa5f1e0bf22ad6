#include "fixture.hpp"

#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/resident_question.hpp"
#include "store/retention.hpp"

#include <functional>

namespace {

using core::resident_state;

class resident_questions : public in_store {
  protected:
    void SetUp() override {
        in_store::SetUp();
        if (database) pledge = add(a_pledge()).id;
    }
    void write(const std::function<void(db::transaction&)>& work) { database->write(work); }
    core::resident_question a_question(std::string text = "Varför inte i juli?") const {
        core::resident_question q;
        q.document = pledge;
        q.matter = core::resident_matter::dispute;
        q.owner = "m1";
        q.window_from = base::make_date(2024, 7, 1);
        q.text = std::move(text);
        return q;
    }
    store::kept_question ask(const std::string& by, std::string text = "Varför inte i juli?") {
        store::kept_question kept;
        write([&](db::transaction& t) { kept = store::ask(t, a_question(text), by); });
        return kept;
    }
    bool settle(core::resident_question q, resident_state how, std::string shown = {}, std::string answer = {}) {
        q.state = how;
        q.is_cut = how == resident_state::published && shown != q.text;
        q.shown = std::move(shown);
        q.answer = std::move(answer);
        q.function = "samordnare";
        bool first = false;
        write([&](db::transaction& t) { first = store::settle(t, q, "konto 1"); });
        return first;
    }
    core::resident_question now(std::int64_t number) {
        auto r = database->read();
        return store::find_question(r, pledge, number).value();
    }
    std::vector<std::string> faults() {
        auto r = database->read();
        std::vector<std::string> all;
        for (const auto& f : store::verify_audit(r).faults)
            all.push_back(f.what);
        return all;
    }

    std::int64_t pledge = 0;
    const std::string code = store::receipt_code("a"), other = store::receipt_code("b");
};

TEST_P(resident_questions, are_found_by_their_code_alone) {
    EXPECT_EQ(code.size(), 23U);
    EXPECT_NE(code, other);
    EXPECT_EQ(code, store::receipt_code("a"));
    const auto kept = ask(code);
    EXPECT_EQ(kept.question.number, 1);
    EXPECT_EQ(ask(other, "En annan").question.number, 2);
    auto r = database->read();
    auto typed = " " + code + " ";
    for (auto& c : typed)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const auto found = store::find_question(r, typed);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->slug, find(found->slug).slug);
    EXPECT_EQ(found->question.text, "Varför inte i juli?");
    EXPECT_EQ(found->question.window_from, base::make_date(2024, 7, 1));
    EXPECT_FALSE(store::find_question(r, ""));
    EXPECT_FALSE(store::find_question(r, store::receipt_code("c")));
}

TEST_P(resident_questions, that_are_sent_twice_are_saved_once) {
    ask(code);
    const auto again = ask(code);
    EXPECT_TRUE(again.was_there);
    EXPECT_FALSE(again.differs);
    EXPECT_TRUE(ask(code, "En annan text").differs);
    auto r = database->read();
    EXPECT_EQ(store::questions_of(r, pledge).size(), 1U);
    EXPECT_THROW(write([&](db::transaction& t) {
                     auto q = a_question();
                     q.document = 999;
                     store::ask(t, q, other);
                 }),
                 db::error);
}

TEST_P(resident_questions, are_settled_once) {
    const auto q = ask(code).question;
    EXPECT_TRUE(settle(q, resident_state::published, q.text, "Sjukdom."));
    EXPECT_FALSE(settle(q, resident_state::refused)) << "somebody was first";
    const auto kept = now(1);
    EXPECT_EQ(kept.state, resident_state::published);
    EXPECT_EQ(kept.answer, "Sjukdom.");
    EXPECT_EQ(kept.settled_by, "konto 1");
    EXPECT_TRUE(kept.settled_at);
    bool back = true;
    write([&](db::transaction& t) { back = store::withdraw(t, pledge, 1, "receipt"); });
    EXPECT_FALSE(back) << "it waits no longer";
    write([&](db::transaction& t) { store::set_correction(t, pledge, 1, "abc", "konto 1"); });
    EXPECT_EQ(now(1).corrected_by, "abc");
    EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(resident_questions, keep_nothing_of_what_was_cut_out_or_erased) {
    const auto cut = ask(code, "Ring Eva Ek").question;
    settle(cut, resident_state::published, "Ring […]", "Ja.");
    EXPECT_EQ(now(1).text, "");
    EXPECT_EQ(now(1).shown, "Ring […]");
    ask(other, "En annan");
    write([&](db::transaction& t) {
        store::erase(t, pledge, 1, "receipt");
        store::erase(t, pledge, 2, "receipt");
        store::erase(t, pledge, 2, "receipt");
    });
    EXPECT_EQ(now(1).shown, "");
    EXPECT_EQ(now(1).answer, "Ja.") << "the answer stands";
    EXPECT_EQ(now(2).state, resident_state::withdrawn);
    EXPECT_EQ(now(2).text, "");
    EXPECT_TRUE(now(2).erased_at);
    auto r = database->read();
    EXPECT_TRUE(store::find_question(r, code)) << "its asker still sees what became of it";
    EXPECT_EQ(faults(), std::vector<std::string>{}) << "the chain holds digests";
}

TEST_P(resident_questions, are_erased_when_their_time_is_out) {
    for (const auto* secret : {"1", "2", "3", "4", "5"})
        ask(store::receipt_code(secret), secret);
    settle(now(1), resident_state::refused);
    settle(now(2), resident_state::answered, {}, "Svar");
    settle(now(3), resident_state::published, "3", "Svar");
    write([&](db::transaction& t) { store::withdraw(t, pledge, 4, "receipt"); });
    const auto later = now(4).settled_at.value() + std::chrono::hours{1};
    const auto rule = core::retention_rule_named("questions").value();
    const auto erased = [&](core::moment at) { return store::erase_due(*database, rule, "konto 1", at).count; };
    const auto year = std::chrono::hours{24} * rule.days;
    EXPECT_EQ(erased(later - std::chrono::hours{2} + year), 0);
    EXPECT_EQ(erased(later + year), 3);
    EXPECT_EQ(now(2).answer, "");
    EXPECT_EQ(now(3).shown, "3") << "what stands in public stays";
    EXPECT_EQ(now(5).text, "5") << "so does what waits";
    EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(resident_questions, that_were_changed_past_the_program_are_told_of) {
    const auto q = ask(code).question;
    const auto as_it_was = [&](const std::string& change, const std::string& back) {
        write([&](db::transaction& t) { t.on().script("update resident_question set " + change); });
        EXPECT_FALSE(faults().empty()) << change;
        write([&](db::transaction& t) { t.on().script("update resident_question set " + back); });
        EXPECT_TRUE(faults().empty()) << back;
    };
    as_it_was("words = 'Nej'", "words = 'Varför inte i juli?'");
    as_it_was("answer = 'Nej'", "answer = ''");
    settle(q, resident_state::published, q.text, "Sjukdom.");
    as_it_was("answer = 'Nej'", "answer = 'Sjukdom.'");
    as_it_was("responsible = 'Nej'", "responsible = 'samordnare'");
    as_it_was("state = 'refused'", "state = 'published'");
    write([&](db::transaction& t) { t.on().script("delete from resident_question"); });
    EXPECT_FALSE(faults().empty());
}

ON_BOTH_ENGINES(resident_questions);

} // namespace
