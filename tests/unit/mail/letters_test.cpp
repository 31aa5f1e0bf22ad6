#include "golden.hpp"
#include "mail/letter.hpp"
#include "mail/pledge_letters.hpp"

#include <gtest/gtest.h>

namespace {

const core::moment until{std::chrono::sys_days{std::chrono::year{2026} / 12 / 5} + std::chrono::hours{9}};
const auto today = base::make_date(2026, 11, 30);
const std::string secret(64, 'a');

base::message words(std::string text) { return {"board.text", {{"text", std::move(text)}}}; }

core::board a_board() {
    core::board b;
    b.today = today;
    const auto row = [&](core::concern c, std::string owner, std::string what, std::string sentence) {
        core::board_row r;
        r.concern = c;
        r.slug = "fjallby-2026";
        r.title = "Medborgarlöfte Fjällby 2026";
        r.owner = std::move(owner);
        if (!what.empty()) r.what = words(std::move(what));
        r.sentence = words(std::move(sentence));
        b.rows.push_back(std::move(r));
    };
    row(core::concern::reason_missing, "m1", "Trafikkontroller", "Hölls inte i oktober.");
    for (int n = 1; n <= 10; ++n)
        row(core::concern::behind, "m" + std::to_string(n), "Åtgärd " + std::to_string(n), "7 av minst 10 återstår.");
    row(core::concern::waiting, "", "", "Väntar på Polisen i Fjällby.");
    row(core::concern::over, "m1", "", "Löftet gällde till 31 december 2023.");
    return b;
}

class letters : public ::testing::TestWithParam<base::language> {
  protected:
    base::translator say{GetParam()};
    void expect(const std::string& name, const mail::letter& l) const {
        const auto text = mail::in_words(l, say, "https://lofte.example");
        support::expect_golden("mail/" + std::string{base::code(GetParam())} + "/" + name + ".txt",
                               text.subject + "\n\n" + text.body);
    }
};

TEST_P(letters, of_accounts) {
    expect("invitation", mail::invitation("Fjällby kommun", core::holder::coordinator, secret, until));
    expect("forgotten", mail::forgotten(secret, until));
    expect("password-link", mail::password_link(secret, until));
    expect("password-changed", mail::security(mail::security_event::password_changed, today));
    expect("code-set-up", mail::security(mail::security_event::code_set_up, today));
    expect("code-dropped", mail::security(mail::security_event::code_dropped, today));
    expect("codes-made-anew", mail::security(mail::security_event::codes_made_anew, today));
    expect("test", mail::test_letter());
}

TEST_P(letters, of_pledges) {
    expect("digest", *mail::digest(a_board(), "/konto/avanmal/1-digest-ab"));
    expect("approval", mail::approval_wanted("Medborgarlöfte Fjällby 2026", "fjallby-2026", false));
    expect("approval-of-change", mail::approval_wanted("Medborgarlöfte Fjällby 2026", "fjallby-2026", true));
    core::duty d;
    d.what = words("Fotpatruller i centrum");
    d.sentence = words("Minst 10 av polisen.");
    d.due = base::make_date(2026, 12, 7);
    auto counted = d;
    counted.so_far = 2;
    counted.required = 10;
    expect("reminder", mail::reminder({{"Medborgarlöfte Fjällby 2026", d}, {"Medborgarlöfte Fjällby 2026", counted}},
                                      today, true, "/konto/avanmal/1-reminder-ab"));
}

TEST(digest, names_a_draft_without_a_title) {
    auto b = a_board();
    for (auto& r : b.rows)
        r.title.clear();
    const auto told =
        mail::in_words(*mail::digest(b, {}), base::translator{base::language::sv}, "https://lofte.example");
    EXPECT_NE(told.body.find("Utan titel: Väntar på Polisen"), told.body.npos) << told.body;
}

TEST(digest, is_not_written_where_nothing_presses) {
    EXPECT_FALSE(mail::digest({}, {}));
    auto b = a_board();
    std::erase_if(b.rows, [](const auto& r) { return core::is_pressing(r.concern); });
    EXPECT_FALSE(mail::digest(b, {}));
    EXPECT_EQ(mail::digest(a_board(), {})->once, "digest 2026-11-30");
}

INSTANTIATE_TEST_SUITE_P(both, letters, testing::Values(base::language::sv, base::language::en),
                         [](const auto& one) { return std::string{base::code(one.param)}; });

} // namespace
